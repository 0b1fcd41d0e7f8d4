# shellcheck shell=bash disable=SC2034
title="Schemathesis finds no answer that the API's description lacks"
needs=(g++ cmake ninja)

run_stage() {
    configure build -DCMAKE_BUILD_TYPE=Release -DBUILD_TESTING=ON
    build build kalends dump_events
    install_from_pypi "$PWD/build/schemathesis" schemathesis 4.32.5
    PYTHONDONTWRITEBYTECODE=1 /usr/bin/python3 tests/process/description_test.py \
        --kalends build/kalends --schemathesis "$PWD/build/schemathesis/bin/schemathesis"
}
