"""Runs following_bench beside a broker of its own, the one that the tests use: what the topic
costs, and how closely it follows the log. Broker, load and product share the machine.

    /usr/bin/python3 bench/topic_lag.py --rounds 3
"""

import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[1]
sys.path.append(str(ROOT / "tests/broker"))

from broker import Broker  # noqa: E402, its folder is known only now
import places  # noqa: E402, F401, finds what the next is in
from trial import expect_equal, run  # noqa: E402


def bench(trial):
    arguments = trial.arguments
    program = trial.kalends.parent / "bench/following_bench"
    size = ["--rounds", str(arguments.rounds)] if arguments.rounds else ["--small"]
    with Broker(trial) as broker:
        done = subprocess.run(
            [program, "--brokers", broker.address, "--kalends", trial.kalends, *size], check=False)
    expect_equal(done.returncode, 0, "all is booked, and comes to stand on the topic")


if __name__ == "__main__":
    # Without rounds it is small, to see that it works.
    run(bench, __doc__, broker="build/broker", rounds=0)
