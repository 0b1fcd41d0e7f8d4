# shellcheck shell=bash disable=SC2034
title="every planted bug is caught"
needs=(g++ cmake ninja ctest)

run_stage() {
    grep -rqw KALENDS_PLANTED_BUGS tests --include='*.cpp' ||
        nothing_to_do "no test of planted bugs stands yet"
    configure build-planted -DCMAKE_BUILD_TYPE=Release -DKALENDS_PLANTED_BUGS=ON
    build build-planted planted_tests
    run_tests build-planted -L '^planted$'
}
