# shellcheck shell=bash disable=SC2034,SC2154
title="simulated crashes and faults: --seconds N (an hour), or --seeds N on each core"
needs=(g++ cmake ninja)

run_stage() {
    configure build -DCMAKE_BUILD_TYPE=Release -DBUILD_TESTING=ON
    build build kalends_sim
    [ ${#options[@]} != 0 ] || options=(--seconds 3600)
    scripts/simulate.sh build "${options[@]}"
}
