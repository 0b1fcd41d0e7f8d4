"""Many clients want seats of the same classes: each class is filled, and the others are told so.

Then classes are cancelled and moved as a whole while their seats come and go, and the server is
killed under it: what nobody was told of is asked again, and each class is in one place.
"""

import collections
import random

import exporting
from clinic import Clinic
from kill_test import ask_again, kill_under_load
from load import Asker, Load, in_parallel
from recording import Recording
from serving import Server
from trial import expect, expect_equal, run


def fill(trial):
    folder = trial.folder / "filled"
    folder.mkdir()
    history = folder / "history.ndjson"
    recording = Recording(history)
    with Server(trial, folder) as server:
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

        bookings = exporting.expect_agreement(clinic.caller(), history, folder)
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


def shuffle(trial):
    """Of all that is asked, some is left without an answer by each kill."""
    folder = trial.folder / "shuffled"
    folder.mkdir()
    history = folder / "history.ndjson"
    recording = Recording(history)
    clients = trial.arguments.clients
    asks = []
    with Server(trial, folder) as server:
        clinic = Clinic(server, seats=trial.arguments.seats)
        asker = Asker(clinic, clinic.slots(trial.arguments.classes))
        for number in range(trial.arguments.kills):
            asked = kill_under_load(trial, server, Load(asker, recording, trial.random, clients,
                                                        asker.any_seats))
            unanswered = sum(not ask.is_answered for ask in asked)
            server.start()
            ask_again(clinic, recording, asked, clients)
            asks += asked
            print(f"kill {number + 1}: {len(asked)} asked, {unanswered} without an answer",
                  flush=True)
        recording.close()
        for kind in ("cancel-session", "move-session"):
            expect(any(ask.kind == kind and ask.answers[0].status == 200 for ask in asks),
                   f"{kind} is done now and then")
        expect(any(ask.kind == "series" and ask.answers[0].status == 201 for ask in asks),
               "there are series of seats")
        bookings = exporting.expect_agreement(clinic.caller(), history, folder)
        server.stop()
    trial.verify(server.data, bookings=len(bookings))


def test(trial):
    fill(trial)
    shuffle(trial)


if __name__ == "__main__":
    run(test, __doc__, clients=24, classes=40, seats=12, kills=6, answers=600)
