"""Views are made again, and filled for the first time, under load; no answer is stale or missing.

Clients book, and ask after each booking for the newest ones: it must be among them, unless the
answer says that it is late. The server tells on its standard error how far it has come.
"""

import itertools
import shutil
import threading
import time

from calling import Caller
from clinic import Clinic
from serving import Server
from trial import expect, expect_equal, output_of, run, wait_until
from views_test import await_settled, is_settled, operator, rebuild, views

SECONDS_MAX = 900
NEWEST = "/v1/bookings?sort=-created_at&limit=100"


class Reader(threading.Thread):
    """A client that reads what it wrote, until it is stopped."""

    def __init__(self, clinic, slots):
        super().__init__()
        self.clinic = clinic
        self.slots = slots
        self.is_stopping = threading.Event()
        self.seconds = []
        self.late = 0
        self.trouble = None

    def run(self):
        caller = self.clinic.caller()
        for start in itertools.cycle(self.slots):
            if self.is_stopping.is_set() or self.trouble:
                return
            self.trouble = self.book_and_look(caller, start)

    def book_and_look(self, caller, start):
        booked = caller.post("/v1/bookings", self.clinic.booking(start))
        if booked.status != 201:
            return f"a free slot is booked, not {booked}"
        begun = time.monotonic()
        listed = caller.get(NEWEST)
        self.seconds.append(time.monotonic() - begun)
        if listed.status != 200:
            return f"bookings are listed, not {listed}"
        if listed.headers.get("Kalends-Late") == "true":
            self.late += 1
        elif booked.json["id"] not in (item["id"] for item in listed.json["items"]):
            return f"{booked.json['id']} is not listed"
        freed = caller.post(f"/v1/bookings/{booked.json['id']}/cancel", {})
        return None if freed.status == 200 else f"a booking is cancelled, not {freed}"


def fill(trial, server):
    tool = trial.kalends.parent / "bench" / "fill_office"
    output_of("bookings are made",
              [tool, server.port, server.operator_key(), trial.arguments.bookings],
              seconds=SECONDS_MAX)


def clients(trial, server):
    clinics = [Clinic(server, window={"kind": "rolling_days", "days": 400})
               for _ in range(trial.arguments.clients)]
    return [Reader(clinic, clinic.slots(100)) for clinic in clinics]


def rebuild_under_load(trial, server):
    caller = operator(server)
    await_settled(caller)
    readers = clients(trial, server)
    for reader in readers:
        reader.start()
    begun = time.monotonic()
    for view in views(caller):
        rebuild(caller, view["name"])
    wait_until(lambda: all(view.get("rebuilt_to") is None for view in views(caller))
               or any(reader.trouble for reader in readers), SECONDS_MAX, "all is made again")
    lasted = time.monotonic() - begun
    for reader in readers:
        reader.is_stopping.set()
        reader.join()
        expect_equal(reader.trouble, None, "each client finds what it booked")
    seconds = sorted(second for reader in readers for second in reader.seconds)
    expect(seconds, "clients asked while views were made again")
    print(f"made again in {lasted:.1f} s; {len(seconds)} answers meanwhile, "
          f"{sum(reader.late for reader in readers)} late, p50 {seconds[len(seconds) // 2]:.3f} s, "
          f"max {seconds[-1]:.3f} s", flush=True)
    await_settled(caller)


def expect_told(server):
    told = server.stderr.read_text()
    for sentence in ("the view bookings is being filled, record ", "the view bookings is filled"):
        expect(sentence in told, f"it is told that {sentence}")
    lines = [line for line in told.splitlines() if "being filled" in line]
    print(f"{len(lines)} lines of progress, the last: {lines[-1]}", flush=True)


def first_filling(trial, server):
    """As the first start of a release that keeps views, on the store of one that did not."""
    server.stop()
    shutil.rmtree(server.data / "views")
    server.stderr.unlink()
    server.start()
    caller = operator(server)
    begun = time.monotonic()
    clinic = Clinic(server)
    refused = 0
    while any(view["status"] == "filling" for view in views(caller)):
        answer = clinic.caller().get("/v1/bookings")
        if answer.status == 503:
            expect_equal((answer.code, answer.headers.get("Retry-After")), ("view-filling", "1"),
                         "a list that is not there yet is refused")
            refused += 1
        time_slots = clinic.slots(1)
        booked = clinic.caller().post("/v1/bookings", clinic.booking(time_slots[0]))
        expect_equal(booked.status, 201, "bookings go on")
        expect(time.monotonic() < begun + SECONDS_MAX, "the views are filled in time")
    wait_until(lambda: all(map(is_settled, views(caller))), SECONDS_MAX, "the views are filled")
    expect_equal(clinic.caller().get("/v1/bookings").status, 200, "bookings are listed again")
    print(f"filled in {time.monotonic() - begun:.1f} s; {refused} lists refused meanwhile")
    server.stop()


def rebuilds(trial):
    with Server(trial) as server:
        begun = time.monotonic()
        fill(trial, server)
        print(f"{trial.arguments.bookings} bookings made in {time.monotonic() - begun:.1f} s",
              flush=True)
        rebuild_under_load(trial, server)
        expect_told(server)
        first_filling(trial, server)
        expect_told(server)


if __name__ == "__main__":
    run(rebuilds, __doc__, bookings=10_000, clients=4)
