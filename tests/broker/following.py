"""The example that follows the topic, as a process of its own."""

import collections
import subprocess
import sys

import places
from trial import expect_equal

RUN_SECONDS_MAX = 60


def command(address, topic, state, *options):
    return [sys.executable, places.FOLLOW_TOPIC, "--brokers", address, "--topic", topic, "--state",
            state, *options]


def follow_once(address, topic, state, *options):
    """Follows up to the end; returns the code and what was said."""
    done = subprocess.run(command(address, topic, state, "--once", *options), capture_output=True,
                          text=True, timeout=RUN_SECONDS_MAX, check=False)
    return done.returncode, done.stdout, done.stderr


def expect_counted(events, address, topic, state, *options):
    """Up to the end of the topic it counts these events and no others."""
    code, counted, said = follow_once(address, topic, state, *options)
    expect_equal(code, 0, f"it counts up to the end; it said: {said}")
    expect_equal(counted, counts_of(events), f"each event of {topic} is counted once")


def counts_of(events):
    days = collections.Counter((one["time"][:10], one["type"]) for one in events)
    return "".join(f"{day} {kind} {count}\n" for (day, kind), count in sorted(days.items()))
