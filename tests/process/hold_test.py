"""Clients hold, extend, release and book the same times at once, while the server is killed:
a time has one holder, and whoever holds it gets it.

Between kills the clock goes on until all holds have run out.
"""

import datetime

import exporting
from calling import Caller
from clinic import Clinic
from kill_test import ask_again, kill_under_load
from load import Asker, Load
from recording import Recording
from serving import Server
from trial import expect, run

HOLDS_LAST_AT_MOST = datetime.timedelta(minutes=31)


def let_holds_run_out(clinic):
    """The clock goes on from where it is, so far that none made before is left."""
    operator = Caller(clinic.server.port, clinic.operator_key)
    now = datetime.datetime.fromisoformat(exporting.read(operator, "/v1/test-clock")["now"])
    answer = operator.call("PUT", "/v1/test-clock",
                           {"now": (now + HOLDS_LAST_AT_MOST).isoformat()})
    expect(answer is not None and answer.status == 200, f"the clock is set, not {answer}")


def hold(trial):
    history = trial.folder / "history.ndjson"
    recording = Recording(history)
    clients = trial.arguments.clients
    with Server(trial, options=["--settable-clock"]) as server:
        clinic = Clinic(server)
        asker = Asker(clinic, clinic.slots(trial.arguments.slots))
        for number in range(trial.arguments.kills):
            load = Load(asker, recording, trial.random, clients, asker.any_held)
            asks = kill_under_load(trial, server, load)
            server.start()
            ask_again(clinic, recording, asks, clients)
            let_holds_run_out(clinic)
            told = [ask.kind for ask in asks if ask.answers[-1].status < 300]
            print(f"kill {number + 1}: {len(asks)} asked, done were "
                  f"{ {kind: told.count(kind) for kind in sorted(set(told))} }", flush=True)
        recording.close()
        bookings = exporting.expect_agreement(clinic.caller(), history, trial.folder)
        server.stop()
    trial.verify(server.data, bookings=len(bookings))


if __name__ == "__main__":
    run(hold, __doc__, kills=6, clients=32, slots=60, answers=800)
