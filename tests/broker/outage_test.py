"""The broker is away under load: HTTP goes on, memory stays flat, the topic is complete soon after.

The latencies are printed, with those of as long a time without an outage, and not judged.
"""

import re
import threading
import time

from broker import Broker
from publishing import CATCH_UP_SECONDS_MAX, Crowd, Publishing, expect_published
from topic import Topic
from trial import expect, expect_equal, run, wait_until

MIB = 1024 * 1024
# What waits for the broker is bounded by less; what an outage brings is more than twice as much.
GROWTH_BYTES_MAX = 80 * MIB
ENOUGH_SECONDS_MAX = 300
TEXT_CHARS = 500


class Stopwatch:
    """Stands for a recording: keeps what answers took and which were not as under any load."""

    def __init__(self):
        self.lock = threading.Lock()
        self.begin()

    def begin(self):
        with self.lock:
            self.seconds = []
            self.troubles = []
            self.booked = 0

    @staticmethod
    def asked(**_):
        return time.monotonic()

    def told(self, began, answer):
        seconds = time.monotonic() - began
        with self.lock:
            self.seconds.append(seconds)
            self.booked += answer is not None and answer.status == 201
            if answer is None or answer.status >= 500:
                self.troubles.append(answer)

    def summary(self):
        with self.lock:
            ordered = sorted(self.seconds)
        return (f"{len(ordered)} answers, p50 {1000 * ordered[len(ordered) // 2]:.1f} ms, "
                f"p99 {1000 * ordered[len(ordered) * 99 // 100]:.1f} ms")


class Watched:
    """An engine under load, and what is seen of it."""

    def __init__(self, trial, server):
        self.trial = trial
        self.server = server
        self.stopwatch = Stopwatch()
        self.crowd = Crowd(trial, server, self.stopwatch)
        texts = trial.arguments.event_bytes * 3 // 4 // TEXT_CHARS  # Sealed, it grows by a third.
        self.crowd.metadata = {f"text {number}": "x" * TEXT_CHARS for number in range(texts)}

    def memory(self):
        """Bytes of memory that the engine holds, without the files that it has mapped."""
        status = open(f"/proc/{self.server.process.pid}/status", encoding="ascii").read()
        return int(re.search(r"RssAnon:\s+(\d+) kB", status)[1]) * 1024

    def go_through(self, what, seconds, bytes_min=0):
        """A time under load, in which bookings of so many bytes at least are made; returns how many
        there were, and by how much memory grew."""
        self.stopwatch.begin()
        memory = self.memory()
        enough = bytes_min / self.trial.arguments.event_bytes
        end = time.monotonic() + seconds
        wait_until(lambda: time.monotonic() > end and self.stopwatch.booked > enough,
                   seconds + ENOUGH_SECONDS_MAX, f"bookings of {bytes_min} bytes are made")
        grown = self.memory() - memory
        print(f"{what}: {self.stopwatch.summary()}; {memory / MIB:.0f} MiB of memory, and "
              f"{grown / MIB:+.1f}", flush=True)
        expect_equal(self.stopwatch.troubles, [], "HTTP goes on")
        return self.stopwatch.booked, grown


def expect_flat(usual, away):
    """Caches grow with what is booked, whether or not there is a broker; beyond that there is a
    bound. Each is bookings made, and by how much memory grew."""
    expected = max(usual[1], 0) * away[0] / usual[0]
    expect(away[1] < expected + GROWTH_BYTES_MAX,
           f"memory grows by less than {expected + GROWTH_BYTES_MAX} bytes while the broker is "
           f"away, not by {away[1]}")


def outage(trial):
    seconds = trial.arguments.seconds
    with Broker(trial) as broker, Publishing(trial, broker.port) as server:
        watched = Watched(trial, server)
        reader = Topic(broker)
        load = watched.crowd.load(clients=8)
        watched.go_through("warming up", seconds / 2)
        usual = watched.go_through("with a broker", seconds)
        reader.read()
        broker.kill()
        away = watched.go_through("without one", seconds, 2 * GROWTH_BYTES_MAX)
        broker.start()
        back = time.monotonic()
        reader.wait_for(trial.logged_events(server.data)[-1], CATCH_UP_SECONDS_MAX)
        print(f"after its return all that the log had is published in "
              f"{time.monotonic() - back:.1f} s, under load", flush=True)
        load.finish()
        expect_flat(usual, away)
        count, repeats = expect_published(trial, server, reader)
        print(f"{count} events in order, {repeats} repeats")
        server.stop()


if __name__ == "__main__":
    run(outage, __doc__, broker="build/broker", seconds=20, event_bytes=10_000)
