"""What the outside checker makes of a log: what stood when, and whose a time was.

Written from the booking rules alone, as checker.py is.
"""

import collections
import datetime

from checked_sessions import Wholes
from hold_histories import histories_of

LIVE = ("pending", "confirmed")
HELD = "live"
KEEPING = LIVE + ("completed", "no_show", HELD)  # B1
STATUSES_AFTER = {None: LIVE, "pending": LIVE + ("cancelled", "rejected", "expired"),
                  "confirmed": LIVE + ("cancelled", "completed", "no_show"),
                  "no_show": ("confirmed",)}
HELD_AFTER = {None: (HELD,), HELD: (HELD, "released", "expired", "booked")}
FOR_EVER = (1 << 62, 0)


def instant(text):
    return datetime.datetime.fromisoformat(text)


def position_of(text):
    _, epoch, sequence = text.split("-")
    return int(epoch), int(sequence)


def is_hold(one):
    return one.startswith("hld_")


class Claim:
    """Time of a host that a booking or hold kept from one position until another (B1, B2)."""

    def __init__(self, booking, facts, window, since):
        self.booking = booking
        self.facts = facts
        self.session = facts.get("session_id")
        self.party = facts.get("party", 1)
        self.begin, self.end = window
        self.since = since
        self.until = FOR_EVER

    def meets(self, window):
        return self.begin < window[1] and window[0] < self.end

    def shares(self, other):
        """Whether both have seats of one session, and so lie over each other (P2, T2)."""
        mine = (self.session, self.begin, self.end)
        return self.session is not None and mine == (other.session, other.begin, other.end)


class Log:
    """The fold of the history of every booking and hold, at every position."""

    def __init__(self, log, problems):
        self.problems = problems
        self.types = {one["id"]: one for one in log["meeting_types"]}
        self.states = collections.defaultdict(list)  # booking: (position, facts)
        self.claims = collections.defaultdict(list)  # host and day: claims
        self.seats = collections.defaultdict(list)  # session: claims
        self.attempts = collections.defaultdict(list)  # key: bookings or meeting types
        for one in log["meeting_types"]:
            self.attempts[one["name"]].append(one["id"])
        self.entries = []
        for booking in log["bookings"]:
            attempt = booking.get("metadata", {}).get("attempt")
            self.attempts[attempt].append(booking["id"])
            for entry in booking["history"]:
                self.entries.append((position_of(entry["position"]), booking["id"], entry))
        for hold, history in histories_of(log.get("hold_events", [])).items():
            self.entries += [(position_of(entry["position"]), hold, entry) for entry in history]
        # The hold goes and the booking that takes its place comes at one position.
        self.entries.sort(key=lambda entry: (entry[0], not is_hold(entry[1]), entry[1]))
        self.accounted = set()
        self.wholes = Wholes(log.get("session_events", []), self.entries, position_of, problems)
        moved = collections.deque(sorted((whole.at, whole.bookings) for whole in self.wholes.all
                                         if whole.is_moved))
        live = {}
        for position, booking, entry in self.entries:
            while moved and moved[0][0] < position:
                self._let_go(*moved.popleft(), live)
            self._fold(position, booking, entry, live)

    def _fold(self, position, booking, entry, live):
        earlier = self.states[booking]
        before = earlier[-1][1] if earlier else {}
        facts = {**before, **entry["after"], "revision": entry["revision"]}
        if entry["revision"] != before.get("revision", 0) + 1:
            self.problems.append(f"{booking} has a gap before revision {entry['revision']}")
        known = HELD_AFTER if is_hold(booking) else STATUSES_AFTER
        if facts["status"] not in known.get(before.get("status"), ()):
            self.problems.append(
                f"{booking} went from {before.get('status')} to {facts['status']}")
        earlier.append((position, facts))
        for claim in live.pop(booking, []):
            claim.until = position
        if facts["status"] in KEEPING:
            live[booking] = [self._claim(booking, host, facts, position)
                             for host in facts["host_ids"]]

    @staticmethod
    def _let_go(position, bookings, live):
        """All bookings of a session leave its time before the first of them says where to (T3)."""
        for booking in bookings:
            for claim in live.pop(booking, []):
                claim.until = position

    def _claim(self, booking, host, facts, position):
        claim = Claim(booking, facts, self.window(facts, facts["start"], facts["end"]), position)
        seats = {booking: claim.party}
        for other in self.claims_about(host, (claim.begin, claim.end)):
            if other.until != FOR_EVER or other.booking == booking:
                continue
            if claim.shares(other):
                seats[other.booking] = other.party
            else:
                self.problems.append(
                    f"{booking} and {other.booking} both have {host} at {facts['start']}")
        if claim.session and sum(seats.values()) > self.seats_of(facts["meeting_type_id"]):
            self.problems.append(f"{claim.session} has too many seats taken with {booking} (T1)")
        for day in self._days(claim.begin, claim.end):
            self.claims[host, day].append(claim)
        self.seats[claim.session].append(claim)
        return claim

    @staticmethod
    def _days(begin, end):
        day = begin.date()
        while day <= end.date():
            yield day
            day += datetime.timedelta(days=1)

    def window(self, facts, start, end):
        terms = self.types[facts["meeting_type_id"]]
        before = datetime.timedelta(minutes=terms["buffer_before_minutes"])
        after = datetime.timedelta(minutes=terms["buffer_after_minutes"])
        return instant(start) - before, instant(end) + after

    def seats_of(self, meeting_type):
        return self.types[meeting_type].get("seats", 1)

    def seats_taken(self, host, window, first, last):
        """At most so many seats of what starts then were taken from `first` to `last`."""
        taken = {claim.booking: claim.party for claim in self.claims_about(host, window)
                 if claim.session and claim.since <= last and claim.until > first}
        return sum(taken.values())

    def claims_about(self, host, window):
        for day in self._days(*window):
            for claim in self.claims[host, day]:
                if claim.meets(window):
                    yield claim

    def is_taken(self, host, window, first, last, apart_from):
        """Whether at some position from `first` to `last` the host had no time there, whoever
        moves, a booking, a hold or a session, left out (B2, B5)."""
        return any(claim.since <= last and claim.until > first
                   and not (apart_from and apart_from in (claim.booking, claim.session))
                   for claim in self.claims_about(host, window))

    def members(self, session, first, last):
        """The claims that had seats of a session at some position from `first` to `last`."""
        return [claim for claim in self.seats[session]
                if claim.since <= last and claim.until > first]

    def made_at(self, booking):
        return self.states[booking][0][0]

    def state(self, booking, position):
        """The facts of a booking as they stood at a position."""
        known = [facts for at, facts in self.states[booking] if at <= position]
        return known[-1] if known else None
