# shellcheck shell=bash disable=SC2034
title="fuzzers look for input that breaks a promise, for twenty seconds each"
needs=(clang++-19 cmake ninja setarch)

run_stage() {
    configure build-fuzz -DCMAKE_CXX_COMPILER=clang++-19 -DCMAKE_BUILD_TYPE=Debug \
        -DCMAKE_CXX_FLAGS_DEBUG="-O1 -g1" -DKALENDS_SANITIZE=fuzz
    build build-fuzz fuzzers
    scripts/fuzz.sh build-fuzz 20
}
