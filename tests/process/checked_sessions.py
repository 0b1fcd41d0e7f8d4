"""Sessions that were cancelled or moved as a whole, as the events of the feed tell of them.

Written from the catalogue of events: `session.cancelled.v1` goes before the events of the holds and
bookings in it; `session.moved.v1` follows on the releases of its holds and goes before the moves
of its bookings, to another time or host. All of them come of one command, and stand one after the
other.
"""

import collections

MOVED = "session.moved.v1"


class Whole:
    """One session, cancelled or moved at once: from its own event on to that of the last part."""

    def __init__(self, event, position, parts):
        self.session = event["data"]["session"]
        self.bookings = event["data"]["bookings"]
        self.is_moved = event["type"] == MOVED
        self.at = position
        self.parts = parts  # what became of whom: (booking or hold, position)
        self.last = max([position, *(at for _, at in parts)])


class Wholes:
    """Those of one log. `entries` are those of bookings and holds: position, whose, entry."""

    def __init__(self, events, entries, position_of, problems):
        self.at = collections.defaultdict(dict)  # position: whose: status after
        session_of = {}
        for position, whose, entry in entries:
            self.at[position][whose] = entry["after"].get("status")
            if session := entry["after"].get("session_id"):
                session_of.setdefault(whose, set()).add(session)
        self.session_of = session_of
        self.all = [self._whole(event, position_of(event["position"]), problems)
                    for event in events]
        self.of_part = {part: whole for whole in self.all for part in whole.parts}

    def _released(self, session, position):
        """Who of its holds was released at a position, if one was."""
        return next((whose for whose, status in self.at.get(position, {}).items()
                     if status == "released" and session in self.session_of.get(whose, ())), None)

    def _whole(self, event, position, problems):
        epoch, sequence = position
        session, parts = event["data"]["session"], []
        step = -1 if event["type"] == MOVED else 1
        at = epoch, sequence + step
        while hold := self._released(session, at):
            parts.append((hold, at))
            at = epoch, at[1] + step
        after = sequence if step < 0 else at[1] - 1
        for number, booking in enumerate(event["data"]["bookings"], after + 1):
            if booking not in self.at.get((epoch, number), {}):
                problems.append(f"{booking} does not follow on {event['type']} of {session}")
            parts.append((booking, (epoch, number)))
        return Whole(event, position, parts)

    def ending_at(self, session, position):
        return next((whole for whole in self.all
                     if (whole.session, whole.last) == (session, position)), None)
