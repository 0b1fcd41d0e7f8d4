"""Many clients want the same slots: each slot has one winner, and the others are told why not."""

import collections

import exporting
from clinic import Clinic
from load import Asker, in_parallel
from recording import Recording
from serving import Server
from trial import expect_equal, run


def race(trial):
    history = trial.folder / "history.ndjson"
    recording = Recording(history)
    with Server(trial) as server:
        clinic = Clinic(server)
        slots = clinic.slots(trial.arguments.slots)
        asker = Asker(clinic, slots)

        def want_all(_):
            caller = clinic.caller()
            return [(start, asker.book(start).send(caller, recording)) for start in slots]

        told = collections.defaultdict(collections.Counter)
        for seen in in_parallel(want_all, trial.arguments.clients):
            for start, answer in seen:
                told[start]["none" if answer is None else (answer.status, answer.code)] += 1
        recording.close()

        losers = trial.arguments.clients - 1
        for start in slots:
            expect_equal(dict(told[start]), {(201, None): 1, (409, "claimed"): losers},
                         f"one client has {start}")
        bookings = exporting.expect_agreement(clinic.caller(), history, trial.folder)
        expect_equal(sorted(one["start"] for one in bookings), sorted(slots), "bookings stand")
        server.stop()
    trial.verify(server.data, bookings=len(bookings))


if __name__ == "__main__":
    run(race, __doc__, clients=64, slots=200)
