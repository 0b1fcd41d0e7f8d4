# shellcheck shell=bash disable=SC2034,SC2154
title="views made again from a million events, and filled for the first time, under load"
needs=(g++ cmake ninja python3)

run_stage() {
    configure build -DCMAKE_BUILD_TYPE=Release -DBUILD_TESTING=ON
    build build kalends dump_events fill_office
    export PYTHONDONTWRITEBYTECODE=1
    python3 tests/process/rebuild_test.py --kalends build/kalends --bookings 1000000 \
        "${options[@]}"
}
