"""The server is killed at random moments under load; nothing that was answered is lost or changed.

Clients send single requests and many commands at once. After each start every request is asked
again with its key, by itself and as a line of many, both at the same time: what was answered is
answered in the same bytes, and what was not gets the truth, once.
"""

import itertools
import json
import re
import shutil

import exporting
from asks import lasting, send_together
from checked_log import position_of
from clinic import Clinic
from load import Asker, Load, in_parallel
from recording import Recording
from serving import Server
from trial import Failed, expect, expect_equal, run, wait_until
from wire import Wire

LOAD_SECONDS_MAX = 60
FINDING = "is known to have been answered before"
LATE = "2099-12-31T09:00:00Z"
# Of the clients, so many ask for many things at once; an organisation may have 16 such requests
# under way.
TOGETHER = 12
LINES = 200
# The last of its characters is what a wire can spoil.
KEY = re.compile(rb'((?:Idempotency-Key: |"idempotency_key": ")[0-9a-f]{20})[0-9a-f]{12}')
# What makes another request of one of a kind; of most it is another start.
OTHER_WISHES = {"cancel": {"reason": "another"}, "extend": {"lasting_minutes": 7},
                "offer": {"name": "another"}}
# By which event what was done of some kinds of requests ends.
DONE = {("book", "series"): "booking.confirmed.v1", ("cancel",): "booking.cancelled.v1",
        ("hold",): "hold.made.v1", ("offer",): "meeting_type.created.v1"}


def kill_under_load(trial, server, load):
    """Kills after a random number of answers."""
    enough = trial.random.randint(1, trial.arguments.answers)
    wait_until(lambda: load.answered >= enough or not server.is_running(), LOAD_SECONDS_MAX,
               f"clients get {enough} answers")
    expect(server.is_running(), f"the server runs until it is killed: {server.complaints()}")
    server.kill()
    return load.finish()


def ask_again(clinic, recording, asks, clients):
    """Each request, by itself and as a line at the same time, some as two lines of one request."""
    known = [(ask, len(ask.answers)) for ask in asks if ask.accepted]

    def work(number):
        caller = clinic.caller()
        if number < TOGETHER:
            mine = asks[number::TOGETHER]
            for first in range(0, len(mine), LINES):
                some = mine[first:first + LINES]
                send_together(some + some[:1], caller, recording)
        else:
            for ask in asks[number - TOGETHER::clients]:
                ask.send(caller, recording)
        caller.close()

    in_parallel(work, TOGETHER + clients)
    for ask, count in known:
        expect(all(answer.is_replayed for answer in ask.answers[count:]),
               f"{ask} {FINDING}: {ask.answers}")
    for ask in asks:
        expect_one_answer(ask)


def expect_one_answer(ask):
    """A refusal uses up no key, so that it may be followed by another answer."""
    expect(ask.is_answered, f"{ask} is answered when it is asked again")
    for answer in ask.accepted:
        expect_equal(lasting(answer), lasting(ask.accepted[0]), f"the answer to {ask} stays")
    done = sum(not answer.is_replayed for answer in ask.accepted)
    expect(done <= 1, f"{ask} is done once, not {done} times")


def expect_still_there(caller, asks):
    """Every booking that was acknowledged says of itself what was told."""
    for ask in asks:
        if ask.kind != "book" or not ask.accepted:
            continue
        told = ask.accepted[0].json
        shown = exporting.read(caller, "/v1/bookings/" + told["id"])
        for name in ("reference", "guests", "metadata", "created_at", "meeting_type_id"):
            expect_equal(shown[name], told[name], f"the {name} of {told['id']}")


def expect_keys_are_taken(caller, asks):
    """A key that was used is refused to another request, and to the same one in other bytes."""
    for ask in asks:
        if not ask.accepted or ask.body is None:
            continue
        other = {**ask.body, **OTHER_WISHES.get(ask.kind, {"start": LATE})}
        spaced = json.dumps(ask.body).encode() + b" "
        answers = caller.run_commands([{**ask.line, "body": other}])
        for body in (other, spaced):
            answers.append(caller.call(ask.method, ask.path, body,
                                       idempotency_key=ask.noted["key"]))
        for answer in answers:
            expect_equal((answer.status, answer.code), (422, "key-reused"),
                         f"the key of {ask} is taken")


def expect_each_once(caller, asks, since):
    """The feed has what each request did at the position that it was told, and nothing else."""
    events, _ = caller.feed()
    places = [position_of(event["position"]) for event in events]
    expect(places == sorted(set(places)), "no position of the feed comes twice")
    expect_equal(len({event["id"] for event in events}), len(events), "nor does an event")
    last_of_command = {event["causation"]: event for event in events}
    for kinds, done in DONE.items():
        logged = sorted(place for place in (
            position_of(event["position"]) for event in last_of_command.values()
            if event["type"] == done) if place > since)
        told = sorted(position_of(ask.accepted[0].headers["Kalends-Position"])
                      for ask in asks if ask.kind in kinds and ask.accepted)
        expect_equal(told, logged, f"{done} stands once for each of {kinds} that was done")
        expect(told, f"some of {kinds} are done")


class Storm:
    """Kills of one server, and all that was asked of it."""

    def __init__(self, trial, server):
        self.trial = trial
        self.server = server
        self.clinic = Clinic(server)
        self.since = position_of(self.clinic.caller().page("/v1/hosts").headers["Kalends-Position"])
        self.asker = Asker(self.clinic, self.clinic.slots(trial.arguments.slots))
        self.history = server.folder / "history.ndjson"
        self.recording = Recording(self.history)
        self.clients = trial.arguments.clients
        self.asks = []

    def kill(self):
        load = Load(self.asker, self.recording, self.trial.random, self.clients,
                    self.asker.any_kind, TOGETHER)
        asks = kill_under_load(self.trial, self.server, load)
        self.asks += asks
        return asks

    def start(self):
        self.server.start()

    def ask_again(self, asks):
        ask_again(self.clinic, self.recording, asks, self.clients)

    def ask_some_again(self):
        count = min(self.trial.arguments.again, len(self.asks))
        self.ask_again(self.trial.random.sample(self.asks, count))

    def expect_truth(self):
        """By every account: of those who read, of the feed, of the outside checker, of the log."""
        caller = self.clinic.caller()
        expect_keys_are_taken(caller, self.asks[-100:])
        self.recording.close()
        expect_each_once(caller, self.asks, self.since)
        bookings = exporting.expect_agreement(caller, self.history, self.server.folder)
        self.server.stop()
        self.trial.verify(self.server.data, bookings=len(bookings))


class ForgetfulStore(Storm):
    """What was acknowledged before a kill is not there after it, as if no sync had been made."""

    def kill(self):
        copy = self.server.folder / "earlier"
        self.server.kill()
        shutil.copytree(self.server.data, copy)
        self.server.start()
        asks = super().kill()
        shutil.rmtree(self.server.data)
        copy.rename(self.server.data)
        return asks


class SpoiltKeys(Storm):
    """No key arrives as it was sent, as if none were remembered."""

    def __init__(self, trial, server):
        super().__init__(trial, server)
        self.wire = Spoiling()
        self.wire.lay_to(server.port)
        self.clinic.server = self.wire

    def start(self):
        super().start()
        self.wire.lay_to(self.server.port)


class Spoiling(Wire):
    def __init__(self):
        super().__init__()
        self.numbers = itertools.count()

    def passed(self, far, piece, is_reply):
        return piece if is_reply else KEY.sub(
            lambda match: match[1] + b"%012x" % next(self.numbers), piece)


def expect_found(trial, lie):
    """A server of which that is true does not pass."""
    with Server(trial, trial.folder / lie.__name__) as server:
        try:
            storm = lie(trial, server)
            storm.kill()
            storm.start()
            storm.ask_again(storm.asks)
            storm.expect_truth()
        except Failed as found:
            expect(FINDING in str(found), f"it is found by what clients were told, not: {found}")
            print(f"{lie.__doc__} It is found.", flush=True)
            return
    raise Failed(f"this is found: {lie.__doc__}")


def kills(trial):
    with Server(trial, trial.folder / "true") as server:
        storm = Storm(trial, server)
        for number in range(trial.arguments.kills):
            asks = storm.kill()
            unanswered = sum(not ask.is_answered for ask in asks)
            storm.start()
            storm.ask_again(asks)
            expect_still_there(storm.clinic.caller(), asks)
            storm.ask_some_again()
            print(f"kill {number + 1}: {len(asks)} asked, {unanswered} without an answer",
                  flush=True)
        server.kill()
        storm.start()
        storm.ask_again(storm.asks)
        storm.expect_truth()
    for lie in (ForgetfulStore, SpoiltKeys):
        expect_found(trial, lie)


if __name__ == "__main__":
    run(kills, __doc__, kills=10, clients=64, slots=200, answers=600, again=500)
