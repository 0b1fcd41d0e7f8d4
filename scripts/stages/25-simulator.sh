# shellcheck shell=bash disable=SC2034
title="two minutes of simulated crashes and faults, from new seeds"
needs=(g++ cmake ninja)

run_stage() {
    configure build -DCMAKE_BUILD_TYPE=Release -DBUILD_TESTING=ON
    build build kalends_sim
    scripts/simulate.sh build --seconds 120
}
