# shellcheck shell=bash disable=SC2034
title="DuckDB works the numbers of /v1/analytics out of the events"
needs=(g++ cmake ninja)

# From PyPI, since Debian has none.
install_duckdb() {
    local version=2.0.0 present
    present=$("$1/bin/python" -c "import duckdb; print(duckdb.__version__)" 2>/dev/null) ||
        present=none
    [ "$present" != "$version" ] || return 0
    /usr/bin/python3 -m venv --clear "$1"
    "$1/bin/pip" install --quiet --disable-pip-version-check "duckdb==$version"
}

run_stage() {
    configure build -DCMAKE_BUILD_TYPE=Release -DBUILD_TESTING=ON
    build build kalends dump_events
    install_duckdb "$PWD/build/duckdb"
    PYTHONDONTWRITEBYTECODE=1 /usr/bin/python3 tests/process/analytics_test.py \
        --kalends build/kalends --duckdb-python "$PWD/build/duckdb/bin/python"
}
