"""One run of a test against the real process: its arguments, its seed, its folder, its verdicts."""

import argparse
import collections
import contextlib
import json
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time

sys.path.append(str(pathlib.Path(__file__).resolve().parent.parent / "schemas"))
import check_events  # noqa: E402, its folder is known only now

# Of the first member of this name, which is the event's own.
EVENT_TYPE = re.compile(rb'"type":"([^"]+)"')
# It takes a second to check as many.
EVENTS_OF_TYPE_MAX = 2000


class Failed(Exception):
    """What was expected is not so."""


def expect(condition, sentence):
    if not condition:
        raise Failed(sentence)


def expect_equal(seen, expected, sentence):
    expect(seen == expected, f"{sentence}: expected {expected!r}, saw {seen!r}")


def wait_until(condition, seconds, sentence):
    """Asks again and again until the condition holds; returns what it gave."""
    end = time.monotonic() + seconds
    between = threading.Event()
    while True:
        seen = condition()
        if seen:
            return seen
        expect(time.monotonic() < end, f"within {seconds} s {sentence}")
        between.wait(0.005)


def output_of(sentence, command, *, seconds=120, **more):
    """What a command that must succeed says; as the sentence has it, it does something."""
    done = subprocess.run([*map(str, command)], capture_output=True, text=True, timeout=seconds,
                          check=False, **more)
    expect(done.returncode == 0, f"{sentence}, but it said: {done.stdout}{done.stderr}")
    return done.stdout


class Trial:
    """What a test is given. `folder` is gone after a run that passed, and kept after a failure."""

    def __init__(self, arguments):
        self.arguments = arguments
        self.kalends = pathlib.Path(arguments.kalends).resolve()
        self.dump_events = self.kalends.parent / "tests" / "process" / "dump_events"
        self.random = random.Random(arguments.seed)
        self.events_checked = None  # A number as soon as there is a store.
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="kalends-process-"))

    def verify(self, data, *, bookings=None, may_fail=False, under=()):
        """Runs `kalends verify` on a store, open or not; returns the code and what it said.

        If `bookings` is given, it must count as many in the log. `under` is a command that runs it.
        """
        done = subprocess.run(
            [*under, self.kalends, "verify", "--data", str(data)], capture_output=True, text=True,
            timeout=120, check=False)
        said = done.stdout + done.stderr
        expect(may_fail or done.returncode == 0, f"verify passes, but it said: {said}")
        if bookings is not None:
            expect_equal(bookings_counted(said), bookings, "the log has all bookings and no others")
        return done.returncode, said

    def logged_events(self, data):
        """Every event of a store's log, open or not, in its order, byte for byte."""
        with self._dumped(data) as lines:
            return [line.rstrip(b"\n") for line in lines]

    @contextlib.contextmanager
    def _dumped(self, data):
        command = [self.dump_events, pathlib.Path(data) / "log"]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as dumping:
            yield dumping.stdout
        expect_equal(dumping.returncode, 0, f"the log in {data} is read")

    def check_events(self, data):
        """The events of a log fit the JSON Schemas of their types. Of a type that has more than
        EVENTS_OF_TYPE_MAX, as many are chosen by chance."""
        count, chosen = self._some_events(data)
        schemas = check_events.EventSchemas()
        faults = {schemas.fault_in(json.loads(event)) for event in chosen} - {None}
        expect(not faults, f"the events in {data} fit their schemas, but for: {faults}")
        print(f"{len(chosen)} of {count} events checked against their schemas", flush=True)
        self.events_checked = (self.events_checked or 0) + len(chosen)

    def _some_events(self, data):
        """How many events a log has, and those that are looked at."""
        counts, chosen = collections.Counter(), collections.defaultdict(list)
        with self._dumped(data) as lines:
            for line in lines:
                kind = EVENT_TYPE.search(line)[1]
                counts[kind] += 1
                if counts[kind] <= EVENTS_OF_TYPE_MAX:
                    chosen[kind].append(line)
                elif (place := self.random.randrange(counts[kind])) < EVENTS_OF_TYPE_MAX:
                    chosen[kind][place] = line
        return counts.total(), [line for of_kind in chosen.values() for line in of_kind]


def bookings_counted(said):
    """How many bookings the log has, as `verify` said it."""
    return int(re.search(r"(\d+) bookings", said).group(1))


def run(test, description, **numbers):
    """Runs `test(trial)` as the program; each of `numbers` is an option with its default."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--kalends", default="build/kalends", help="the program under test")
    parser.add_argument("--seed", type=int, default=time.time_ns() % 1_000_000_007)
    for name, default in numbers.items():
        parser.add_argument("--" + name.replace("_", "-"), type=type(default), default=default)
    trial = Trial(parser.parse_args())
    print(f"seed {trial.arguments.seed}", flush=True)
    begun = time.monotonic()
    try:
        test(trial)
        expect(trial.events_checked != 0, "there are events in the stores of this test")
    except Failed as failure:
        print(f"FAILED with --seed {trial.arguments.seed}: {failure}\nkept: {trial.folder}")
        sys.exit(1)
    shutil.rmtree(trial.folder)
    print(f"passed in {time.monotonic() - begun:.1f} s")
