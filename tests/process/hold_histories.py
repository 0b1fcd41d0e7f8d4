"""The lives of holds as the events of the feed tell them, in the form that bookings have.

Written from the catalogue of events: each that a hold's stream has stands in its data with the
hold's id, as `hold` itself or, where a booking takes its place, in `hold.hold`.
"""

import collections

AFTER = {"hold.made.v1": "live", "hold.extended.v1": "live", "hold.released.v1": "released",
         "hold.expired.v1": "expired"}


def hold_of(data):
    hold = data["hold"]
    return hold if isinstance(hold, str) else hold["hold"]


def facts_after(event):
    data = event["data"]
    facts = {"status": AFTER.get(event["type"], "booked")}
    if event["type"] == "hold.made.v1":
        when = data["when"]
        facts |= {**when["time"], "meeting_type_id": data["meeting_type"],
                  "host_ids": [claim["host"] for claim in when["hosts"]],
                  "party": data.get("party", 1),
                  "session_id": when.get("seats", {}).get("session")}
    if isinstance(data["hold"], str) and "expires_at" in data:
        facts["expires_at"] = data["expires_at"]
    return facts


def histories_of(events):
    """Of each hold its id and what became of it, entry by entry."""
    histories = collections.defaultdict(list)
    for event in events:
        hold = hold_of(event["data"])
        revisions = dict(event["data"]["streams"])
        histories[hold].append({"position": event["position"], "revision": revisions[hold],
                                "after": facts_after(event)})
    return histories
