# shellcheck shell=bash disable=SC2034
title="a real Kafka broker: away for five minutes under load; two hundred kills"
needs=(g++ cmake ninja java mvn)

run_stage() {
    configure build -DCMAKE_BUILD_TYPE=Release -DBUILD_TESTING=ON
    build build kalends dump_events
    export PYTHONDONTWRITEBYTECODE=1
    /usr/bin/python3 tests/broker/outage_test.py --seconds 300 --event-bytes 2000
    /usr/bin/python3 tests/broker/kill_test.py --kills 200 --breaks 20
}
