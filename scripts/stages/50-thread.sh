# shellcheck shell=bash disable=SC2034
title="the concurrent tests under the thread sanitizer"
needs=(g++ cmake ninja ctest setarch)

run_stage() {
    launcher=(setarch -R)
    # RocksDB comes without instrumentation: its readers look like races without this.
    export TSAN_OPTIONS="ignore_noninstrumented_modules=1 halt_on_error=1"
    configure build-tsan -DCMAKE_BUILD_TYPE=Debug -DCMAKE_CXX_FLAGS_DEBUG="-O1 -g1" \
        -DKALENDS_SANITIZE=thread -DKALENDS_PLANTED_BUGS=ON
    build build-tsan concurrent_tests
    run_tests build-tsan -L '^concurrent$'
}
