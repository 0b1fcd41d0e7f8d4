# shellcheck shell=bash disable=SC2034
title="on a real Kafka broker the topic is the log, whatever is killed"
needs=(g++ cmake ninja docker-compose java mvn openssl)

# Debian's own Python, which has confluent-kafka. Prints what the test says.
run_broker_test() {
    local file=$1 result=0 && shift
    echo "-- $(basename "$file" .py)"
    PYTHONDONTWRITEBYTECODE=1 /usr/bin/python3 "$file" "$@" || result=1
    count $((1 - result)) $result
    return $result
}

run_stage() {
    local result=0 name
    configure build -DCMAKE_BUILD_TYPE=Release -DBUILD_TESTING=ON
    build build kalends dump_events following_bench
    configure build-planted -DCMAKE_BUILD_TYPE=Release -DKALENDS_PLANTED_BUGS=ON
    build build-planted kalends_planted dump_events
    for name in compose published follow trouble secure remade outage kill; do
        run_broker_test "tests/broker/${name}_test.py" || result=1
    done
    run_broker_test tests/broker/planted_test.py --kalends build-planted/kalends_planted || result=1
    run_broker_test bench/topic_lag.py || result=1
    return $result
}
