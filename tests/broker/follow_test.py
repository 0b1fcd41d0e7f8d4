"""The example that follows the topic counts right, whatever the topic brings.

The events are the test's own, so that the topic can be as nasty as is allowed, and worse.
"""

import contextlib
import json
import signal
import sqlite3
import subprocess

import following
from broker import Broker, quiet
from confluent_kafka import Producer
from following import RUN_SECONDS_MAX, counts_of
from topic import make_topic
from trial import expect, expect_equal, run, wait_until

TYPES = ("booking.confirmed.v1", "booking.cancelled.v1", "host.changed.v1")


class Scene:
    """A topic of its own, written by the test, and the example that follows it."""

    def __init__(self, trial, broker, name):
        self.trial = trial
        self.broker = broker
        self.name = name
        self.state = trial.folder / f"{name}.sqlite"
        self.producer = Producer(quiet({"bootstrap.servers": broker.address, "acks": "all"}))
        make_topic(broker, name=name)

    def write(self, *events):
        for event in events:
            self.producer.produce(self.name, json.dumps(event), partition=0)
        expect_equal(self.producer.flush(RUN_SECONDS_MAX), 0, "all is written")

    def command(self):
        return following.command(self.broker.address, self.name, self.state)

    def follow_once(self):
        return following.follow_once(self.broker.address, self.name, self.state)

    def expect_counted(self, events, *options):
        following.expect_counted(events, self.broker.address, self.name, self.state, *options)


def event(sequence, epoch=1, **more):
    return {"type": TYPES[sequence % 3], "time": f"2026-12-{1 + sequence % 28:02}T09:00:00.000Z",
            "position": f"0-{epoch}-{sequence}", "data": {}, **more}


def events(first, last, epoch=1):
    return [event(sequence, epoch) for sequence in range(first, last + 1)]


def restored(sequence, epoch, last_kept):
    return event(sequence, epoch, type="log.restored.v1", data={"last_kept": last_kept})


def drops_repeats(scene):
    scene.write(*events(1, 40), *events(21, 60), *events(1, 5))
    scene.expect_counted(events(1, 60))
    scene.write(*events(50, 60), *events(61, 70), *events(3, 3))
    scene.expect_counted(events(1, 70))


def begins_after_a_position(scene):
    scene.write(*events(1, 30), *events(11, 50))
    scene.expect_counted(events(21, 50), "--after", "0-1-20")
    scene.write(*events(51, 60))
    scene.expect_counted(events(21, 60), "--after", "0-1-20")


def compares_by_number(scene):
    """As text, 0-1-10 would come before 0-1-9, and 0-10-… before 0-9-…"""
    scene.write(*events(1, 100))
    for epoch in range(2, 12):
        scene.write(restored(99 + epoch, epoch, f"0-{epoch - 1}-{98 + epoch}"))
    scene.write(*events(111, 120, epoch=11), *events(100, 100))
    withdrawn = [event(99 + epoch, epoch, type="log.restored.v1") for epoch in range(2, 12)]
    scene.expect_counted([*events(1, 100), *withdrawn, *events(111, 120, epoch=11)])


def obeys_a_restore(scene):
    opening = restored(31, 2, "0-1-30")
    scene.write(*events(1, 50))
    scene.expect_counted(events(1, 50))
    scene.write(*events(41, 50), opening, *events(32, 35, epoch=2))
    scene.expect_counted([*events(1, 30), opening, *events(32, 35, epoch=2)])
    # What a late producer of the withdrawn epoch brings counts no more.
    scene.write(*events(45, 50), *events(32, 40, epoch=2))
    scene.expect_counted([*events(1, 30), opening, *events(32, 40, epoch=2)])


def obeys_a_restore_to_before_its_beginning(scene):
    opening = restored(11, 2, "0-1-10")
    scene.write(*events(1, 30), opening, *events(12, 15, epoch=2))
    scene.expect_counted([opening, *events(12, 15, epoch=2)], "--after", "0-1-20")


def stops_where_an_event_is_missing(scene):
    scene.write(*events(1, 10))
    scene.expect_counted(events(1, 10))
    scene.write(*events(12, 20))
    code, counted, said = scene.follow_once()
    expect_equal((code, counted), (1, counts_of(events(1, 10))), "it stops and counts no further")
    expect("0-1-12 follows 0-1-10" in said, f"it says where, not: {said}")


def stops_where_the_beginning_is_missing(scene):
    scene.write(*events(5, 10))
    code, counted, said = scene.follow_once()
    expect_equal((code, counted), (1, ""), "it counts nothing")
    expect("0-1-5 follows 0-0-0" in said, f"it says where, not: {said}")


def counts_on_after_a_kill(scene):
    """Killed at random moments while it catches up; what it took is never taken again."""
    written = 0
    for _ in range(scene.trial.arguments.kills):
        more = scene.trial.random.randint(5000, 15000)
        scene.write(*events(written + 1, written + more), *events(written + 1, written + 50))
        enough = written + scene.trial.random.randint(1, more)
        written += more
        with running(scene) as follower:
            wait_until(lambda: has_taken(scene, enough) or follower.poll() is not None,
                       RUN_SECONDS_MAX, f"it takes event {enough}")
            expect(follower.poll() is None, "it runs until it is killed")
    scene.expect_counted(events(1, written))


def follows_on(scene):
    """Without --once it takes what comes after it has reached the end, and shows it when ended."""
    scene.write(*events(1, 10))
    with running(scene) as follower:
        wait_until(lambda: has_taken(scene, 10), RUN_SECONDS_MAX, "it takes what is there")
        scene.write(*events(11, 20))
        wait_until(lambda: has_taken(scene, 20), RUN_SECONDS_MAX, "it takes what comes later")
        follower.send_signal(signal.SIGTERM)
        expect_equal(follower.communicate(timeout=RUN_SECONDS_MAX)[0], counts_of(events(1, 20)),
                     "it shows its counts at its end")


@contextlib.contextmanager
def running(scene):
    """Runs until it is killed, at the end of the block at the latest."""
    with subprocess.Popen(scene.command(), stdout=subprocess.PIPE, text=True) as follower:
        try:
            yield follower
        finally:
            follower.kill()


def has_taken(scene, sequence):
    if not scene.state.exists():
        return False
    with contextlib.closing(sqlite3.connect(scene.state)) as rows:
        try:
            return rows.execute(
                "SELECT 1 FROM cursor WHERE sequence >= ?", (sequence,)).fetchone()
        except sqlite3.OperationalError:
            return False  # It has not made its tables yet.


def follow(trial):
    cases = (drops_repeats, begins_after_a_position, compares_by_number, obeys_a_restore,
             obeys_a_restore_to_before_its_beginning, stops_where_an_event_is_missing,
             stops_where_the_beginning_is_missing, counts_on_after_a_kill, follows_on)
    with Broker(trial) as broker:
        for case in cases:
            case(Scene(trial, broker, case.__name__))
            print(f"{case.__name__.replace('_', ' ')}: yes", flush=True)


if __name__ == "__main__":
    run(follow, __doc__, broker="build/broker", kills=5)
