# shellcheck shell=bash disable=SC2034,SC2154
title="rows of damaged requests through haproxy and nginx: --mixtures N (ten thousand)"
needs=(g++ cmake ninja)

run_stage() {
    [ ${#options[@]} != 0 ] || options=(--mixtures 10000)
    configure build -DCMAKE_BUILD_TYPE=Release -DBUILD_TESTING=ON
    build build kalends dump_events
    PYTHONDONTWRITEBYTECODE=1 /usr/bin/python3 tests/process/proxied_test.py \
        --kalends build/kalends "${options[@]}"
}
