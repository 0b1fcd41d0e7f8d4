# shellcheck shell=bash disable=SC2034
title="Schemathesis finds no answer that the API's description lacks"
needs=(g++ cmake ninja)

# From PyPI, since Debian has none. Debian's own Python, as for all tests.
install_schemathesis() {
    local version=4.32.5 present
    present=$("$1/bin/schemathesis" --version 2>/dev/null) || present=none
    [ "$present" != "schemathesis, version $version" ] || return 0
    /usr/bin/python3 -m venv --clear "$1"
    "$1/bin/pip" install --quiet --disable-pip-version-check "schemathesis==$version"
}

run_stage() {
    configure build -DCMAKE_BUILD_TYPE=Release -DBUILD_TESTING=ON
    build build kalends dump_events
    install_schemathesis "$PWD/build/schemathesis"
    PYTHONDONTWRITEBYTECODE=1 /usr/bin/python3 tests/process/description_test.py \
        --kalends build/kalends --schemathesis "$PWD/build/schemathesis/bin/schemathesis"
}
