# shellcheck shell=bash disable=SC2034
title="release build of everything, and its tests"
quick=yes
needs=(g++ cmake ninja ctest)

run_stage() {
    configure build -DCMAKE_BUILD_TYPE=Release -DBUILD_TESTING=ON
    build build
    if [ "${mode:?is set by ./test}" = quick ]; then
        run_tests build -LE '^(kill|kafka)$'
    else
        run_tests build
    fi
}
