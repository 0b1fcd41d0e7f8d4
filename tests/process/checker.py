"""The outside checker: holds what clients were told against what the log says.

It is written from the booking rules and the API's contract alone and shares nothing with the
program. It reads two files:

- the history: for each request a line when it was asked and, unless none came, one when it was
  told the answer (recording.py);
- the log: the meeting types, and every booking with its whole history, as the API gives them, and
  the events of holds and of sessions, as the feed gives them.

Requests are of the kinds `book`, `series`, `cancel` and `reschedule`, `hold`, `extend` and
`release`, `cancel-session` and `move-session`, and `offer`, which makes a meeting type, each with
an idempotency key of its own; a booking, and each of a series, carries the key that it was asked
with in `metadata.attempt`, a meeting type has it for its name, and a request to book names the hold
whose place it wants to take, if any.
"""

import argparse
import collections
import datetime
import json
import sys

from checked_log import FOR_EVER, HELD, Log, instant, is_hold

NOBODY_ASKED = ("expired", "booked")  # of a hold: time passed, or a booking that is told of
UNKNOWN = "outcome-unknown"
NOT_LOOKED_AT = ("overloaded", "stopping", "disk-reserve", "clock-behind")
MAKING = {"book": "bookings", "series": "bookings", "offer": "meeting types"}
SHOWN = ("status", "start", "end", "host_ids", "revision")


class Request:
    def __init__(self, asked, acknowledged):
        self.kind = asked["kind"]
        self.key = asked["key"]
        self.booking = asked.get("booking")
        self.hold = asked.get("hold")
        self.session = asked.get("session")
        self.start = asked.get("start")
        self.party = asked.get("party", 1)
        self.meeting_type = asked.get("meeting_type")
        self.acknowledged = acknowledged  # the highest position that anyone was told before
        self.told = None

    def __str__(self):
        return f"{self.kind} with key {self.key}"


def requests_of(history):
    """Every request with its answer, in the order asked."""
    requests = {}
    acknowledged = 0
    for line in history:
        if "asked" in line:
            requests[line["asked"]] = Request(line, acknowledged)
        else:
            requests[line["told"]].told = line
            acknowledged = max(acknowledged, line["position"] or 0)
    return list(requests.values())


class Checker:
    def __init__(self, history, log, problems):
        self.problems = problems
        self.log = Log(log, problems)
        self.epoch = self.log.entries[-1][0][0] if self.log.entries else 1
        self.requests = requests_of(history)

    def check(self):
        by_key = collections.defaultdict(list)
        for request in self.requests:
            by_key[request.key].append(request)
            if request.told is not None:
                self._check_answer(request)
        open_asks = collections.Counter()
        for key, requests in by_key.items():
            self._check_key(key, requests, open_asks)
        self._check_rest(open_asks)

    def _blame(self, request, what):
        self.problems.append(f"{request}: {what}")

    def _check_answer(self, request):
        status, body = request.told["status"], json.loads(request.told["body"])
        if status < 300 and request.kind == "offer":
            self._check_offered(request, body)
        elif status < 300 and request.kind == "series":
            self._check_series(request, body)
        elif status < 300 and request.session:
            self._check_whole(request, body)
        elif status < 300:
            self._check_accepted(request, body)
        elif status == 503:
            if body["code"] not in (UNKNOWN, *NOT_LOOKED_AT):
                self._blame(request, f"503 {body['code']} is no reason")
        elif "refused" in body and body["code"] in ("claimed", "seats-full"):
            self._check_refused(request, body["refused"], *self._decided_between(request))
        elif body["code"] == "claimed":
            self._check_claimed(request)
        elif body["code"] == "seats-full":
            self._check_full(request, request.start, *self._decided_between(request))
        elif body["code"] == "hold-expired":
            self._check_gone(request)
        elif body["code"] == "already-cancelled":
            self._check_cancelled(request)
        elif body["code"] == "not-reschedulable" and request.session:
            self._check_holds_alone(request)
        else:
            self._blame(request, f"it was refused with {status} {body['code']}")

    def _check_shown(self, request, shown, names):
        """The facts of what was shown as they stood then, if the log has any."""
        at = (self.epoch, request.told["position"])
        facts = self.log.state(shown["id"], at)
        if facts is None:
            self._blame(request, f"it was told of {shown['id']}, which the log has not at {at}")
            return None
        for name in names:
            if shown[name] != facts[name]:
                self._blame(request, f"{name} was told as {shown[name]}, but was {facts[name]}")
        return facts

    def _check_offered(self, request, body):
        """The log has it, unchanged since nobody changes it."""
        if self.log.types.get(body["id"]) != body:
            self._blame(request, f"it was told {body}, and the log has another or none")
        if not request.told["replayed"] and request.told["position"] <= request.acknowledged:
            self._blame(request, "it stands before what was acknowledged when it was asked")

    def _check_series(self, request, body):
        """Its bookings stand together; what it was refused was taken (C4)."""
        at = request.told["position"]
        shown = body["bookings"]
        for one in shown:
            if self._check_shown(request, one, SHOWN) is None:
                return
        made = [self.log.made_at(one["id"]) for one in shown]
        if made != [(self.epoch, at - ago) for ago in reversed(range(len(shown)))]:
            self._blame(request, f"its bookings do not stand together, but at {made}")
        self.log.accounted.update(zip((one["id"] for one in shown), made))
        starts = [instant(one["start"]) for one in (*shown, *body["refused"])]
        if min(starts) != instant(request.start):
            self._blame(request, f"it asked for {request.start} and has {starts}")
        if not request.told["replayed"] and at - len(shown) <= request.acknowledged:
            self._blame(request, "it stands before what was acknowledged when it was asked")
        self._check_refused(request, body["refused"], (self.epoch, at), (self.epoch, at))

    def _check_whole(self, request, body):
        """All of a session was cancelled or moved at once, or stood at its start before (T3)."""
        at = (self.epoch, request.told["position"])
        whole = self.log.wholes.ending_at(request.session, at)
        moves = request.kind == "move-session"
        there = self.log.members(request.session, at, at)
        if body["id"] != request.session or body["open"] != moves or bool(there) != moves:
            self._blame(request, f"it was told {body}, and there are {len(there)} in it")
        for name in ("start", "end") if moves else ():
            if any(instant(claim.facts[name]) != instant(body[name]) for claim in there):
                self._blame(request, f"not all of them have the {name} that was told")
        if moves and instant(body["start"]) != instant(request.start):
            self._blame(request, f"it asked for {request.start} and has {body['start']}")
        if whole is None or whole.is_moved != moves:
            if not moves:
                self._blame(request, "it was told as done, and nothing was done")
            return
        shown = {one["booking_id"] for one in body["bookings"]}
        if moves and shown != set(whole.bookings):
            self._blame(request, f"it was told of {sorted(shown)}, and moved {whole.bookings}")
        is_done_before = moves and self.log.accounted.issuperset(whole.parts)
        self.log.accounted.update(whole.parts)
        first = min([whole.at, *(position for _, position in whole.parts)])
        is_new = not request.told["replayed"] and not is_done_before
        if is_new and first <= (self.epoch, request.acknowledged):
            self._blame(request, "it stands before what was acknowledged when it was asked")

    def _check_holds_alone(self, request):
        """A session in which nobody has booked does not move (T3)."""
        first, last = self._decided_between(request)
        there = self.log.members(request.session, first, last)
        if not any(is_hold(claim.booking) for claim in there):
            self._blame(request, "it was refused as of holds alone, and is not")
        if first == last and not all(is_hold(claim.booking) for claim in there):
            self._blame(request, "it was refused as of holds alone, and has bookings")

    def _check_accepted(self, request, body):
        at = (self.epoch, request.told["position"])
        booking = body["id"]
        names = (*SHOWN, "meeting_type_id")
        facts = self._check_shown(request, body,
                                  (*names, "expires_at") if is_hold(booking) else names)
        if facts is None:
            return
        self._check_effect(request, facts)
        # What was asked for and is so already, as a hold's release or a move to the same start,
        # changes nothing, and may stand where that was done.
        may_be_so = is_hold(booking) or request.kind == "reschedule"
        is_done_before = may_be_so and (booking, at) in self.log.accounted
        changed = not is_done_before and any(
            position == at for position, _ in self.log.states[booking])
        if changed:
            self.log.accounted.add((booking, at))
        earliest = request.acknowledged + (1 if changed else 0)
        if not request.told["replayed"] and request.told["position"] < earliest:
            self._blame(request, "it stands before what was acknowledged when it was asked")

    def _check_effect(self, request, facts):
        done = {"cancel": "cancelled", "release": "released", "extend": HELD, "hold": HELD}
        if facts["status"] != done.get(request.kind, facts["status"]):
            self._blame(request, f"it was told as done, but it is {facts['status']}")
        if request.start and instant(facts["start"]) != instant(request.start):
            self._blame(request, f"it asked for {request.start} and has {facts['start']}")

    def _decided_between(self, request):
        """The first and last position that a refusal may have been decided at."""
        position = request.told["position"]
        if position is None:
            return (self.epoch, request.acknowledged), FOR_EVER
        if position < request.acknowledged:
            self._blame(request, "it was decided before what was acknowledged when it was asked")
        return (self.epoch, position), (self.epoch, position)

    def _held(self, request, position):
        """The hold of a request as it stood at a position, if it was live."""
        facts = self.log.state(request.hold, position) if request.hold else None
        return facts if facts and facts["status"] == HELD else None

    def _check_gone(self, request):
        """Whoever books without a live hold is told so only if the time is somebody else's."""
        _, last = self._decided_between(request)
        if self._held(request, last):
            self._blame(request, "its hold was refused as gone, and was live")
        if request.kind == "book":
            self._check_claimed(request)

    def _check_refused(self, request, occurrences, first, last):
        """Each of them was taken, or its session too full for the party (C4)."""
        for one in occurrences:
            is_full = one["code"] == "seats-full"
            (self._check_full if is_full else self._check_taken)(request, one["start"], first, last)

    def _check_claimed(self, request):
        first, last = self._decided_between(request)
        held = self._held(request, last)
        if held and instant(held["start"]) == instant(request.start):
            self._blame(request, f"it held {request.start} and lost it")
        self._check_taken(request, request.start, first, last)

    def _check_taken(self, request, start, first, last):
        hosts, window = self._asked_for(request, start)
        moved = request.booking or request.hold or request.session
        if not any(self.log.is_taken(host, window, first, last, moved) for host in hosts):
            self._blame(request, f"{start} was refused as claimed and was free")

    def _check_full(self, request, start, first, last):
        """Of a session that has too few seats left for the party (T1)."""
        hosts, window = self._asked_for(request, start)
        taken = self.log.seats_taken(hosts[0], window, first, last)
        if taken + request.party <= self.log.seats_of(request.meeting_type):
            self._blame(request, f"{start} was refused as full and had seats left")

    def _asked_for(self, request, start):
        terms = self.log.types[request.meeting_type]
        duration = datetime.timedelta(minutes=terms["duration_minutes"])
        end = (instant(start) + duration).isoformat()
        window = self.log.window({"meeting_type_id": request.meeting_type}, start, end)
        return [one["host_id"] for one in terms["hosts"]], window

    def _check_cancelled(self, request):
        first, last = self._decided_between(request)
        if request.session:
            if first == last and self.log.members(request.session, first, last):
                self._blame(request, "it was refused as cancelled already, and was open")
            return
        facts = self.log.state(request.booking, last)
        if facts is None or facts["status"] != "cancelled":
            self._blame(request, "it was refused as cancelled already, and was not")

    def _check_key(self, key, requests, open_asks):
        done = [one for one in requests if one.told and one.told["status"] < 300]
        if len({(one.told["body"], one.told["position"]) for one in done}) > 1:
            self._blame(requests[0], "it was answered in two ways")
        if sum(not one.told["replayed"] for one in done) > 1:
            self._blame(requests[0], "it was done twice")
        is_open = not done and self._is_unknown(requests[-1])
        if is_open:
            open_asks[self._about(requests[0])] += 1
        kind = requests[0].kind
        if kind not in MAKING:
            return
        made = len(self.log.attempts[key])
        told = len(json.loads(done[0].told["body"]).get("bookings", [1])) if done else made
        if made != told or (made > 1 and kind != "series"):
            self._blame(requests[0], f"there are {made} {MAKING[kind]} of it")
        if made > 0 and not done and not is_open:
            self._blame(requests[0], "it was refused, and yet it is in the log")

    @staticmethod
    def _is_unknown(request):
        if request.told is None:
            return True
        return request.told["status"] == 503 and json.loads(request.told["body"])["code"] == UNKNOWN

    @staticmethod
    def _about(request):
        """What a change that nobody was told of is known by."""
        if request.kind == "hold":
            return "hold", instant(request.start)
        if request.kind in ("extend", "release"):
            return request.hold
        return request.booking or request.session or request.key

    def _check_rest(self, open_asks):
        """What nobody was told of must come of a request whose outcome nobody was told."""
        keys = {booking: key for key, made in self.log.attempts.items() for booking in made}
        in_series = {one.key for one in self.requests if one.kind == "series"}
        untold = collections.Counter()
        wholes = self.log.wholes
        for whole in wholes.all:
            if not self.log.accounted.issuperset(whole.parts):
                untold[whole.session] += 1
        for position, booking, entry in self.log.entries:
            if (booking, position) in self.log.accounted or (booking, position) in wholes.of_part:
                continue
            if is_hold(booking) and entry["after"]["status"] in NOBODY_ASKED:
                continue
            about = booking
            if entry["revision"] == 1:
                start = entry["after"]["start"]
                about = ("hold", instant(start)) if is_hold(booking) else keys[booking]
            # The bookings of a series were asked for at once.
            untold[about] = 1 if about in in_series else untold[about] + 1
        for about, count in untold.items():
            if count > open_asks[about]:
                self.problems.append(
                    f"{about} has {count} changes in the log that nobody was told of, and "
                    f"{open_asks[about]} requests without an answer")


def check(history, log):
    """What is wrong, as sentences; nothing if all agrees."""
    problems = []
    Checker(history, log, problems).check()
    return problems


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("history", help="lines that recording.py wrote")
    parser.add_argument("log", help="meeting types and bookings with their histories, as JSON")
    arguments = parser.parse_args()
    with open(arguments.history, encoding="utf-8") as history, open(arguments.log, "rb") as log:
        problems = check(map(json.loads, history), json.load(log))
    for problem in problems[:20]:
        print(problem)
    print(f"{len(problems)} problems")
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
