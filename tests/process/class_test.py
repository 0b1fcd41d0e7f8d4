"""Many clients want seats of the same classes: each class is filled, and the others are told so."""

import collections
import random

import exporting
from clinic import Clinic
from load import Asker, in_parallel
from recording import Recording
from serving import Server
from trial import expect, expect_equal, run


def fill(trial):
    history = trial.folder / "history.ndjson"
    recording = Recording(history)
    with Server(trial) as server:
        clinic = Clinic(server, seats=trial.arguments.seats)
        starts = clinic.slots(trial.arguments.classes)
        asker = Asker(clinic, starts)

        def want_all(client):
            caller = clinic.caller()
            chance = random.Random(client)
            codes = set()
            for start in starts:
                answer = asker.book(start, party=chance.randint(1, 2)).send(caller, recording)
                codes.add(answer.code)
                if answer.status == 201 and chance.random() < 0.2:
                    asker.cancel(answer.json["id"]).send(caller, recording)
            return codes

        codes = set().union(*in_parallel(want_all, trial.arguments.clients))
        expect_equal(codes, {None, "seats-full"}, "what the clients were told")
        last = clinic.caller()
        for start in starts:
            while asker.book(start).send(last, recording).code is None:
                pass
        recording.close()

        bookings = exporting.expect_agreement(clinic.caller(), history, trial.folder)
        taken = collections.Counter()
        for booking in bookings:
            if booking["status"] == "confirmed":
                taken[booking["start"]] += booking["party"]
        expect_equal(dict(taken), dict.fromkeys(starts, trial.arguments.seats), "seats are taken")
        sessions = {booking["session_id"] for booking in bookings
                    if booking["status"] == "confirmed"}
        expect(len(sessions) == len(starts), "each class is one session")
        server.stop()
    trial.verify(server.data, bookings=len(bookings))


if __name__ == "__main__":
    run(fill, __doc__, clients=24, classes=40, seats=12)
