# shellcheck shell=bash disable=SC2034
title="clang-tidy on every source file that is not known to be clean"
needs=(clang-tidy-19 clang++-19 cmake git python3)

run_stage() {
    configure build-tidy -DCMAKE_CXX_COMPILER=clang++-19
    python3 scripts/tidy.py build-tidy
}
