# shellcheck shell=bash disable=SC2034
title="the tests under address and undefined-behaviour sanitizers"
needs=(g++ cmake ninja ctest setarch)

run_stage() {
    launcher=(setarch -R)
    export UBSAN_OPTIONS=print_stacktrace=1
    configure build-asan -DCMAKE_BUILD_TYPE=Debug -DCMAKE_CXX_FLAGS_DEBUG="-O1 -g1" \
        -DKALENDS_SANITIZE=address
    build build-asan all_tests
    run_tests build-asan -LE '^(kill|kafka|bench)$'
}
