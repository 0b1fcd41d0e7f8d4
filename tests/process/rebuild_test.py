"""Views are made again, and filled for the first time, under load; no answer is stale or missing.

Clients book, and look after each booking for it in the list of bookings, in the analytics, on the
dashboard of its host and in the feed: it is there, or the answer says that it is late. The server
tells how far it has come.
"""

import concurrent.futures
import contextlib
import re
import shutil
import time

from clinic import Clinic
from reading_back import Reader
from serving import Server
from trial import expect, expect_equal, output_of, run, wait_until
from views_test import await_settled, operator, rebuild, views

SECONDS_MAX = 900
# If no question were answered before all is made again, a client would have one answer or two.
ANSWERS_OF_CLIENT_MIN = 8


def fill(trial, server):
    tool = trial.kalends.parent / "bench" / "fill_office"
    output_of("bookings are made",
              [tool, server.port, server.operator_key(), trial.arguments.bookings],
              seconds=SECONDS_MAX)


def new_readers(server, count):
    clinics = [Clinic(server, window={"kind": "rolling_days", "days": 400}) for _ in range(count)]
    return [Reader(clinic, clinic.slots(100)) for clinic in clinics]


@contextlib.contextmanager
def reading(readers):
    """They read as long as the block lasts, which can ask whether one has ended before: then it
    found something wrong, and fails the block."""
    with concurrent.futures.ThreadPoolExecutor(len(readers)) as threads:
        clients = [threads.submit(reader.read_on) for reader in readers]
        try:
            yield lambda: any(client.done() for client in clients)
        finally:
            for reader in readers:
                reader.is_stopping.set()
        for client in clients:
            client.result()


def rebuild_under_load(trial, server):
    caller = operator(server)
    await_settled(caller)
    readers = new_readers(server, trial.arguments.clients)
    with reading(readers) as has_ended:
        for view in views(caller):
            rebuild(caller, view["name"])
        begun = time.monotonic()
        wait_until(lambda: all(view.get("rebuilt_to") is None for view in views(caller))
                   or has_ended(), SECONDS_MAX, "all is made again")
        ended = time.monotonic()
    print(f"made again in {ended - begun:.1f} s", flush=True)
    expect_answered(readers, begun, ended)
    await_settled(caller)


def expect_answered(readers, begun, ended):
    """Meanwhile each client had many answers, and most of them were not late."""
    meanwhile = [[answer for answer in reader.answers
                  if begun <= answer.begun and answer.ended <= ended] for reader in readers]
    answers = [answer for of_one in meanwhile for answer in of_one]
    seconds = sorted(answer.seconds for answer in answers) or [0]
    late = sum(answer.is_late for answer in answers)
    print(f"{len(answers)} answers meanwhile, {late} late, p50 {seconds[len(seconds) // 2]:.3f} s, "
          f"p99 {seconds[len(seconds) * 99 // 100]:.3f} s, max {seconds[-1]:.3f} s", flush=True)
    fewest = min(map(len, meanwhile))
    expect(fewest >= ANSWERS_OF_CLIENT_MIN,
           f"each client has {ANSWERS_OF_CLIENT_MIN} answers meanwhile, not {fewest}")
    expect(2 * late <= len(answers), f"half of {len(answers)} answers are not late, but {late} are")
    expect_equal(sum(reader.refused for reader in readers), 0, "no view refuses meanwhile")


def expect_told(server):
    told = server.stdout.read_text()
    expect(re.search("^kalends: views are filled: .*bookings", told, re.M), "the end is told")
    lines = [line for line in told.splitlines() if "being filled" in line]
    print(f"{len(lines)} lines of progress, the last: {lines[-1:]}", flush=True)
    expect("filled" not in server.stderr.read_text(), "and that is no trouble")


def first_filling(server):
    """As the first start of a release that keeps views, on the store of one that did not."""
    server.stop()
    shutil.rmtree(server.data / "views")
    server.stdout.unlink()
    server.start()
    begun = time.monotonic()
    caller = operator(server)
    reader, = new_readers(server, 1)
    with reading([reader]) as has_ended:
        wait_until(lambda: all(view["status"] == "live" for view in views(caller)) or has_ended(),
                   SECONDS_MAX, "the views are filled")
        print(f"filled in {time.monotonic() - begun:.1f} s; {reader.refused} questions refused, "
              f"{len(reader.answers)} answered meanwhile", flush=True)
        enough = len(reader.answers) + 4
        wait_until(lambda: len(reader.answers) >= enough or has_ended(), SECONDS_MAX,
                   "each view answers again")
    server.stop()


def rebuilds(trial):
    with Server(trial) as server:
        begun = time.monotonic()
        fill(trial, server)
        print(f"{trial.arguments.bookings} bookings made in {time.monotonic() - begun:.1f} s",
              flush=True)
        rebuild_under_load(trial, server)
        expect_told(server)
        first_filling(server)
        expect_told(server)


if __name__ == "__main__":
    run(rebuilds, __doc__, bookings=10_000, clients=4)
