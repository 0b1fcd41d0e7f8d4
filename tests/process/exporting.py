"""The final log as the API gives it, and the checker held against it."""

import json
import pathlib
import sys

from trial import expect, output_of

CHECKER = pathlib.Path(__file__).parent / "checker.py"


def told_bookings(history):
    """The ids of all bookings that clients were told of."""
    ids = {}
    with open(history, encoding="utf-8") as lines:
        for line in map(json.loads, lines):
            if "told" in line and line["status"] < 300:
                body = json.loads(line["body"])
                made = body["bookings"] if body["id"].startswith("srs_") else [body]
                ids.update((one["id"], None) for one in made)
    return [one for one in ids if one.startswith("bkg_")]


def events_by_kind(caller):
    """The events of the feed in which a hold begins, changes or ends, by a booking too, and those
    of sessions as a whole."""
    events, _ = caller.feed()
    return {"hold_events": [event for event in events if "hold" in event["data"]],
            "session_events": [event for event in events if event["type"].startswith("session.")]}


def read(caller, path):
    answer = caller.get(path)
    expect(answer is not None and answer.status == 200, f"{path} is read, not {answer}")
    return answer.json


def export(caller, history, path):
    """Writes meeting types, events of holds and sessions, and all bookings that were told of, which
    it returns."""
    bookings = [read(caller, f"/v1/bookings/{booking}") for booking in told_bookings(history)]
    for booking in bookings:
        booking["history"] = caller.items(f"/v1/bookings/{booking['id']}/history")
    log = {"meeting_types": caller.items("/v1/meeting-types"), "bookings": bookings,
           **events_by_kind(caller)}
    path.write_text(json.dumps(log))
    return bookings


def expect_agreement(caller, history, folder):
    """The outside checker, a program of its own, finds nothing; returns the bookings.

    That the log has no other bookings, only `verify` can tell: its count must be the same.
    """
    log = folder / "log.json"
    bookings = export(caller, history, log)
    output_of("the outside checker agrees", [sys.executable, CHECKER, history, log])
    return bookings
