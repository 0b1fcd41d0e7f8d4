"""Organisations by chance, made and booked over HTTP at times by chance: each slot that is listed,
and each start that is taken or refused, is as a calculation from the rules has it."""

import concurrent.futures
import datetime
import random
import threading
import time

from calling import Caller
from free_starts import DAY, MINUTE, UTC
from scenario import Scenario, text_of
from serving import Server
from trial import expect, expect_equal, run

BEGIN = datetime.datetime(2026, 1, 5, 0, 0, tzinfo=UTC)
SCENARIOS_AT_ONCE = 20
TIMES_ASKED = 8


class Stage:
    """One server, whose clock goes forward for all of its scenarios at once."""

    def __init__(self, server, threads):
        self.server = server
        self.operator_key = server.operator_key()
        self.of_thread = threading.local()
        self.threads = concurrent.futures.ThreadPoolExecutor(threads)

    def caller(self):
        """One connection for each thread, kept alive."""
        if not hasattr(self.of_thread, "caller"):
            self.of_thread.caller = Caller(self.server.port)
        return self.of_thread.caller

    def set_clock(self, now):
        answer = Caller(self.server.port, self.operator_key).call(
            "PUT", "/v1/test-clock", {"now": text_of(now)})
        expect_equal(answer.status, 200, f"the clock is set: {answer}")

    def for_each(self, scenarios, act):
        """The sum of what comes of each."""
        return sum(self.threads.map(lambda one: act(one, self.caller()), scenarios))

    def play(self, seeds, now, later):
        """How many slots were compared, in how many calls."""
        scenarios = [Scenario(random.Random(seed), now) for seed in seeds]

        def begin(scenario, caller):
            scenario.set_up(caller, self.operator_key)
            return scenario.play(caller, TIMES_ASKED)
        self.set_clock(now)
        compared = self.for_each(scenarios, begin)
        self.set_clock(later)
        compared += self.for_each(scenarios, lambda one, caller: one.come_back(caller, later))
        return compared, sum(scenario.calls for scenario in scenarios)


def scenarios(trial):
    count, compared, calls, now = trial.arguments.scenarios, 0, 0, BEGIN
    begun = time.monotonic()
    with Server(trial, options=["--settable-clock"]) as server:
        stage = Stage(server, trial.arguments.threads)
        for first in range(0, count, SCENARIOS_AT_ONCE):
            seeds = [trial.random.random()
                     for _ in range(min(SCENARIOS_AT_ONCE, count - first))]
            now += trial.random.randrange(1, 40 * 24 * 60) * MINUTE
            later = now + trial.random.randrange(1, 3 * 24 * 60) * MINUTE
            of_slots, of_calls = stage.play(seeds, now, later)
            compared, calls, now = compared + of_slots, calls + of_calls, later + DAY
        seconds = time.monotonic() - begun
        expect(compared, "there is a slot in some scenario")
        print(f"{count} scenarios, {count / seconds * 60:.0f} a minute; {compared} slots compared, "
              f"{calls} calls, up to {now.date()}", flush=True)
        server.stop()
    trial.verify(server.data)


if __name__ == "__main__":
    run(scenarios, __doc__, scenarios=100, threads=4)
