"""Runs docs/examples/analytics.sql on a file of events and prints what its queries give.

    echo '["SELECT * FROM bookings_by(\'day\')"]' | query_events.py analytics.sql events.ndjson

One line of JSON for each query: a list of its rows, each by the names of its columns. It runs on a
Python that has duckdb (scripts/stages/27-analytics.sh).
"""

import json
import pathlib
import sys

import duckdb


def rows_of(database, query):
    found = database.execute(query)
    names = [column[0] for column in found.description]
    return [dict(zip(names, row)) for row in found.fetchall()]


def main(script, events):
    database = duckdb.connect()
    database.execute(f"SET VARIABLE events = '{events}'")
    database.execute(pathlib.Path(script).read_text())
    for query in json.load(sys.stdin):
        print(json.dumps(rows_of(database, query), default=as_json))


def as_json(value):
    """Dates as text; a sum is a decimal without a fraction."""
    return value.isoformat() if hasattr(value, "isoformat") else int(value)


if __name__ == "__main__":
    main(*sys.argv[1:])
