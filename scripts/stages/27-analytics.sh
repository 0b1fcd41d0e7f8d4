# shellcheck shell=bash disable=SC2034
title="DuckDB works the numbers of /v1/analytics out of the events"
needs=(g++ cmake ninja)

run_stage() {
    configure build -DCMAKE_BUILD_TYPE=Release -DBUILD_TESTING=ON
    build build kalends dump_events
    install_from_pypi "$PWD/build/duckdb" duckdb 2.0.0
    PYTHONDONTWRITEBYTECODE=1 /usr/bin/python3 tests/process/analytics_test.py \
        --kalends build/kalends --duckdb-python "$PWD/build/duckdb/bin/python"
}
