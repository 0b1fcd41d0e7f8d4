# shellcheck shell=bash disable=SC2034,SC2154
title="organisations by chance against a calculation of their slots: --scenarios N (five thousand)"
needs=(g++ cmake ninja python3)

run_stage() {
    [ ${#options[@]} != 0 ] || options=(--scenarios 5000)
    configure build -DCMAKE_BUILD_TYPE=Release -DBUILD_TESTING=ON
    build build kalends dump_events
    PYTHONDONTWRITEBYTECODE=1 /usr/bin/python3 tests/process/scenarios_test.py \
        --kalends build/kalends "${options[@]}"
}
