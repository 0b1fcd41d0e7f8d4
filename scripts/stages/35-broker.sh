# shellcheck shell=bash disable=SC2034
title="on a real Kafka broker the topic is the log, whatever is killed"
needs=(g++ cmake ninja docker-compose java mvn openssl)

# Debian's own Python, which has confluent-kafka. Prints what the test says.
run_broker_test() {
    local name=$1 result=0 && shift
    echo "-- $name"
    PYTHONDONTWRITEBYTECODE=1 /usr/bin/python3 "tests/broker/${name}_test.py" "$@" || result=1
    count $((1 - result)) $result
    return $result
}

run_stage() {
    local result=0 name
    configure build -DCMAKE_BUILD_TYPE=Release -DBUILD_TESTING=ON
    build build kalends dump_events
    configure build-planted -DCMAKE_BUILD_TYPE=Release -DKALENDS_PLANTED_BUGS=ON
    build build-planted kalends_planted dump_events
    for name in compose published follow trouble secure outage kill; do
        run_broker_test "$name" || result=1
    done
    run_broker_test planted --kalends build-planted/kalends_planted || result=1
    return $result
}
