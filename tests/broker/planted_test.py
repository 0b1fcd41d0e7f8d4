"""The test that kills engine and broker finds the bugs that are planted for it."""

import os
import subprocess
import sys

import places
from trial import expect, run

BUGS = {
    # What the engine only believed to be on the topic is missing there, as it finds by itself.
    "cursor_before_delivery_report":
        (["--ways", "with_the_topic", "--kills", "1", "--unconfirmed", "4000"],
         "it has a gap"),
    # What stood on the topic, unknown to the engine's cursor, comes again.
    "new_producer_without_tail":
        (["--ways", "without_replies", "--kills", "3"], "is not sent again"),
}
KILLS_SECONDS_MAX = 240


def kills(trial, bug, options):
    done = subprocess.run(
        [sys.executable, places.HERE / "kill_test.py",
         "--kalends", trial.kalends, "--broker", trial.arguments.broker,
         "--seed", str(trial.arguments.seed), "--breaks", "0", *options],
        env={**os.environ, "KALENDS_PLANT": bug}, capture_output=True, text=True,
        timeout=KILLS_SECONDS_MAX, check=False)
    return done.returncode, done.stdout + done.stderr


def planted(trial):
    for bug, (options, finding) in BUGS.items():
        code, said = kills(trial, bug, options)
        expect(code == 1 and finding in said, f"{bug} is found; it was said: {said}")
        print(f"{bug} is found", flush=True)


if __name__ == "__main__":
    run(planted, __doc__, broker="build/broker")
