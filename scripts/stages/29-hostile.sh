# shellcheck shell=bash disable=SC2034
title="thousands of connections that never end a request cost nobody an answer, and little memory"
needs=(g++ cmake ninja)

run_stage() {
    configure build -DCMAKE_BUILD_TYPE=Release -DBUILD_TESTING=ON
    build build kalends dump_events
    PYTHONDONTWRITEBYTECODE=1 /usr/bin/python3 tests/process/hostile_test.py \
        --kalends build/kalends
}
