"""The JSON Schemas of events mean what they say: golden records fit, spoilt ones do not."""

import copy
import json
import pathlib
import sys

import check_events

GOLDEN = pathlib.Path(__file__).parent / "golden"


def places_in(value, way=()):
    """The way to each object, list, text, number and boolean of an event."""
    yield way, value
    if isinstance(value, (dict, list)):
        for step in (value if isinstance(value, dict) else range(len(value))):
            yield from places_in(value[step], (*way, step))


def with_change(event, way, change):
    changed = copy.deepcopy(event)
    node = changed
    for step in way[:-1]:
        node = node[step]
    if way:
        node[way[-1]] = change(node[way[-1]])
    else:
        changed = change(changed)
    return changed


def spoilt(event):
    """The event with one value each that cannot stand where it stands."""
    for way, value in places_in(event):
        if way:
            yield with_change(event, way, lambda _: None)
        if way and not isinstance(value, (dict, list)):
            yield with_change(event, way, lambda _: ["?"])
    for name in ("specversion", "id", "source", "type", "time", "position", "actor", "data"):
        yield {member: value for member, value in event.items() if member != name}


def with_strangers(event):
    """The event with a member in each of its objects that no schema names."""
    for way, value in places_in(event):
        if isinstance(value, dict):
            yield with_change(event, way, lambda known: {**known, "stranger": 1})


def main():
    closed = check_events.EventSchemas()
    published = check_events.EventSchemas(check_events.published)
    events = [json.loads(path.read_text()) for path in sorted(GOLDEN.glob("*.json"))]
    faults = [closed.fault_in(event) for event in events]
    counts = [0, 0]
    for event in events:
        for bad in spoilt(event):
            counts[0] += 1
            if not closed.fault_in(bad) or not published.fault_in(bad):
                faults.append(f"nothing is said against {json.dumps(bad)}")
        for more in with_strangers(event):
            counts[1] += 1
            faults.append(published.fault_in(more))
            if not closed.fault_in(more):
                faults.append(f"a stranger is not noticed in {json.dumps(more)}")
    faults = [fault for fault in faults if fault]
    print(*faults, f"{len(events)} golden records, {counts[0]} spoilt, {counts[1]} with strangers",
          sep="\n")
    return 1 if faults or len(events) < 22 or counts[0] < 800 or counts[1] < 100 else 0


if __name__ == "__main__":
    sys.exit(main())
