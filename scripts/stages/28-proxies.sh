# shellcheck shell=bash disable=SC2034
title="behind haproxy and nginx no request is taken for two, and no answer for another's"
needs=(g++ cmake ninja)

run_stage() {
    configure build -DCMAKE_BUILD_TYPE=Release -DBUILD_TESTING=ON
    build build kalends dump_events
    PYTHONDONTWRITEBYTECODE=1 /usr/bin/python3 tests/process/proxied_test.py \
        --kalends build/kalends
}
