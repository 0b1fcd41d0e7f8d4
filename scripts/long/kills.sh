# shellcheck shell=bash disable=SC2034
title="a hundred kills under load, fifty that hit views, and a larger race"
needs=(g++ cmake ninja python3)

run_stage() {
    configure build -DCMAKE_BUILD_TYPE=Release -DBUILD_TESTING=ON
    build build kalends dump_events hash_views
    export PYTHONDONTWRITEBYTECODE=1
    python3 tests/process/kill_test.py --kalends build/kalends --kills 100
    python3 tests/process/views_test.py --kalends build/kalends --kills 50
    python3 tests/process/race_test.py --kalends build/kalends --clients 128 --slots 1000
}
