"""An engine that publishes on a broker's topic."""

import contextlib

import places
from calling import Caller
from clinic import Clinic
from load import Asker, Load
from recording import Recording
from serving import Server
from topic import expect_is_log
from trial import expect, wait_until

CATCH_UP_SECONDS_MAX = 60
LOAD_SECONDS_MAX = 60
SLOTS = 2000


class Publishing(Server):
    """An engine whose broker is found at `port`."""

    def __init__(self, trial, port, options=(), **more):
        super().__init__(trial, options=["--kafka-brokers", f"127.0.0.1:{port}", *options], **more)

    def readiness(self):
        """What it says of its publishing, while it is ready for bookings."""
        answer = Caller(self.port).get("/readyz")
        expect(answer is not None and answer.status == 200, f"it is ready, not {answer}")
        return answer.json["publishing"]


class Crowd:
    """Clients of one clinic who book, cancel and move, as often as they are called."""

    def __init__(self, trial, server, recording=None):
        self.trial = trial
        self.clinic = Clinic(server)
        self.asker = Asker(self.clinic, self.clinic.slots(SLOTS))
        self.recording = recording or Recording(trial.folder / "history.ndjson")
        self.watcher = self.clinic.caller()
        self.metadata = {}

    def load(self, clients=16):
        return Load(self.asker, self.recording, self.trial.random, clients, self.next_ask)

    def next_ask(self, chance):
        """Mostly what is granted: each makes an event."""
        deal = chance.random()
        if deal < 0.1:
            return self.asker.any(chance)
        if deal < 0.5:
            with contextlib.suppress(IndexError):
                return self.asker.cancel(self.asker.booked.pop())
        return self.asker.book(chance.choice(self.asker.slots), self.metadata)

    def head(self):
        """The sequence of the log's last event."""
        if self.watcher.port != self.clinic.server.port:
            self.watcher = self.clinic.caller()
        answer = self.watcher.get("/v1/hosts", limit=1)
        expect(answer is not None and answer.status == 200, f"hosts are listed, not {answer}")
        return answer.position

    def wait_for_head(self, sequence):
        wait_until(lambda: self.head() >= sequence, LOAD_SECONDS_MAX,
                   f"the log comes to event {sequence}")


def expect_published(trial, server, reader, seconds=CATCH_UP_SECONDS_MAX):
    """The whole log stands on the topic in time, in order; returns events and repeats counted."""
    def expect_going_on():
        expect(server.readiness()["status"] != "stopped",
               f"the publisher goes on: {server.complaints()}")
    events = trial.logged_events(server.data)
    reader.wait_for(events[-1], seconds, expect_going_on)
    return len(events), expect_is_log(reader.messages, events)
