# shellcheck shell=bash disable=SC2034
title="the page to try operations on is built in; the quick start runs in JavaScript"
needs=(g++ cmake ninja)

run_stage() {
    install_npm
    configure build -DCMAKE_BUILD_TYPE=Release -DBUILD_TESTING=ON \
        -DKALENDS_NPM="$PWD/build/npm/bin/npm"
    build build kalends dump_events
    PYTHONDONTWRITEBYTECODE=1 /usr/bin/python3 tests/process/docs_test.py \
        --kalends build/kalends --page interactive
    PYTHONDONTWRITEBYTECODE=1 /usr/bin/python3 tests/process/quickstart_test.py \
        --kalends build/kalends --node build/npm/bin/node
}
