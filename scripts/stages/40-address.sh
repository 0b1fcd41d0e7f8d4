# shellcheck shell=bash disable=SC2034
title="the tests under address and undefined-behaviour sanitizers"
needs=(g++ cmake ninja ctest setarch)

run_stage() {
    launcher=(setarch -R)
    export UBSAN_OPTIONS=print_stacktrace=1
    # What is looked for here shows in fewer of the same; the release stage looks at all of them.
    export TEST_SCENES=100
    # Traces name functions without lines: writing those takes a fifth of the time.
    configure build-asan -DCMAKE_BUILD_TYPE=Debug -DCMAKE_CXX_FLAGS_DEBUG=-O1 \
        -DKALENDS_SANITIZE=address
    build build-asan all_tests
    run_tests build-asan -LE '^(kill|kafka|bench)$'
}
