# shellcheck shell=bash disable=SC2034,SC2154
title="fuzzers look for input that breaks a promise: --seconds N for each (an hour)"
needs=(clang++-19 cmake ninja setarch)

run_stage() {
    [ ${#options[@]} != 0 ] || options=(--seconds 3600)
    if [ ${#options[@]} != 2 ] || [ "${options[0]}" != --seconds ]; then
        echo "The one option is --seconds N" && return 1
    fi
    configure build-fuzz -DCMAKE_CXX_COMPILER=clang++-19 -DCMAKE_BUILD_TYPE=Debug \
        -DCMAKE_CXX_FLAGS_DEBUG="-O1 -g1" -DKALENDS_SANITIZE=fuzz
    build build-fuzz fuzzers
    scripts/fuzz.sh build-fuzz "${options[1]}"
}
