# shellcheck shell=bash disable=SC2034
title="clang-tidy for seven minutes on what is not known to be clean, what changed last first"
needs=(clang-tidy-19 clang++-19 cmake git python3)

run_stage() {
    configure build-tidy -DCMAKE_CXX_COMPILER=clang++-19 -DCMAKE_UNITY_BUILD=OFF
    # The folders that were found clean as a whole; `./test long tidy` looks at the others too.
    python3 scripts/tidy.py build-tidy 420 domain eventstore projections
}
