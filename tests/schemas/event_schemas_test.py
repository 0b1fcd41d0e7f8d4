"""The JSON Schemas of events mean what they say: golden records fit, and are refused with any one
rule of their schema broken. Rules that no golden record comes under get broken in other events:

    event_schemas_test.py events.ndjson    # one a line, among which each member of each type occurs
"""

import collections
import json
import pathlib
import sys

import breaking
import check_events

GOLDEN = pathlib.Path(__file__).parent / "golden"
# As many as there are: golden records and rules are only added, so one fewer is a rule lost.
BROKEN_MIN = 7_035
# What looks like a value of these and is none.
NEARLY = {
    "instant": ("2026-12-01T08:00:00", "2026-12-01T08:00:00+01:00", "2026-13-01T08:00:00Z",
                "2026-12-01T24:00:00Z", "2026-12-01T08:60:00Z", "2026-12-01T08:00:00.5Z"),
    "date": ("2026-00-01", "2026-13-01", "2026-12-00", "2026-12-32", "2026-12-1", "26-12-01"),
    "civil_time": ("2026-12-01 09:00", "2026-12-01T24:00", "2026-12-01T09:60", "2026-13-01T09:00"),
    "time_of_day": ("9:00", "24:01", "23:60", "25:00"),
    "position": ("0-1", "0-1-", "0-1-01", "0-1--1", "0-1-2-3"),
    "sealed": ("AP8", "AP8=h", "A===", "AP8_", "AP8h="),
}


def errors_within(errors):
    for error in errors:
        yield error
        yield from errors_within(error.context)


class Breaking:
    """A schema, as readers have it and closed, and how often each of its rules was broken."""

    def __init__(self, name):
        self.name = name
        self.closed = check_events.closed(name + ".json")
        self.published = check_events.published(name + ".json")
        self.broken = collections.Counter(
            {way: 0 for way in breaking.rules_of(self.closed.schema)})

    def faults_of(self, event, only_new=False):
        """What is wrong with the schema, as far as the event tells, which fits."""
        yield from (f"{self.name}: {error.message}" for error in self.closed.iter_errors(event))
        known = {way for way, count in self.broken.items() if count} if only_new else set()
        for way, place, bad in breaking.breaks(self.closed.schema, event):
            if way not in known:
                self.broken[way] += 1
                yield from self.faults_with(way, place, breaking.with_change(event, place, bad))

    def faults_with(self, way, place, event):
        """What is wrong if the event, which breaks a rule at a place, is not refused for that."""
        where = f"{self.name}: {'/'.join(map(str, place))} with its {way[-1]} broken"
        refused_for = {tuple(error.absolute_schema_path)
                       for error in errors_within(self.closed.iter_errors(event))}
        if way not in refused_for:
            yield f"{where} is not refused for that: {json.dumps(event)[:1000]}"
        may_be_more = way[-1] == "additionalProperties"
        if self.published.is_valid(event) != may_be_more:
            yield f"{where} is {'refused' if may_be_more else 'taken'} by the published schema"


def faults_in_definitions():
    parts = check_events.read_files()["definitions.json"]["$defs"]
    for name, texts in NEARLY.items():
        for text in texts:
            if breaking.is_valid(parts[name], text):
                yield f"{text} is taken for {name}"


def unbroken(schemas):
    """The rules that no event came under; those of all events need one event of any type."""
    of_all = set(breaking.rules_of(check_events.closed("event.json").schema))
    ever = sum((schema.broken for schema in schemas), collections.Counter())
    for schema in schemas:
        for way, count in schema.broken.items():
            if not count and (way not in of_all or not ever[way]):
                yield f"{schema.name}: no event came under {'/'.join(map(str, way))}"


def counts_of(schemas):
    """How often rules of each keyword were broken."""
    counts = collections.Counter()
    for schema in schemas:
        for way, count in schema.broken.items():
            counts[way[-1]] += count
    return counts


def main(events_file):
    schemas = {name: Breaking(name) for name in check_events.EventSchemas().names}
    faults = list(faults_in_definitions())
    golden = [json.loads(path.read_text()) for path in sorted(GOLDEN.glob("*.json"))]
    for event in golden:
        faults += schemas[event["type"]].faults_of(event)
    counts = counts_of(schemas.values())
    with open(events_file, encoding="utf-8") as lines:
        for event in map(json.loads, lines):
            faults += schemas[event["type"]].faults_of(event, only_new=True)
    faults += unbroken(schemas.values())
    print(*faults, *(f"{count} times {keyword}" for keyword, count in counts.most_common()),
          f"{len(golden)} golden records, rules broken {counts.total()} times, "
          f"{len(faults)} faults", sep="\n")
    return 1 if faults or len(golden) < len(schemas) or counts.total() < BROKEN_MIN else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
