"""The server is killed at random moments under load; nothing that was answered is lost or changed.

After each start every request is asked again with its key: what was answered is answered in the
same bytes, and what was not gets the truth, once.
"""

import exporting
from clinic import Clinic
from load import Asker, Load, in_parallel
from recording import Recording
from serving import Server
from trial import expect, expect_equal, run, wait_until

LOAD_SECONDS_MAX = 60
LATE = "2099-12-31T09:00:00Z"


def kill_under_load(trial, server, load):
    """Kills after a random number of answers."""
    enough = trial.random.randint(1, trial.arguments.answers)
    wait_until(lambda: load.answered >= enough or not server.is_running(), LOAD_SECONDS_MAX,
               f"clients get {enough} answers")
    expect(server.is_running(), f"the server runs until it is killed: {server.complaints()}")
    server.kill()
    return load.finish()


def ask_again(clinic, recording, asks, clients):
    """Each unanswered request until it has an answer, each accepted one for the same bytes."""
    def work(number):
        caller = clinic.caller()
        for ask in asks[number::clients]:
            if not ask.is_answered or ask.answers[0].status < 300:
                ask.send(caller, recording)
        caller.close()
    in_parallel(work, clients)
    for ask in asks:
        expect_same_answer(ask)


def expect_same_answer(ask):
    expect(ask.is_answered, f"{ask.kind} {ask.noted} is answered when it is asked again")
    first, last = ask.answers[0], ask.answers[-1]
    if first.status < 300 and first is not last:
        expect_equal((last.status, last.body), (first.status, first.body), "the answer stays")
        expect_equal(last.headers.get("ETag"), first.headers.get("ETag"), "the ETag stays")
        expect(last.is_replayed, f"{ask.kind} is known to have been answered before")


def expect_still_there(caller, asks):
    """Every booking that was acknowledged says of itself what was told."""
    for ask in asks:
        if ask.kind != "book" or ask.answers[0].status != 201:
            continue
        told = ask.answers[0].json
        shown = exporting.read(caller, "/v1/bookings/" + told["id"])
        for name in ("reference", "guests", "metadata", "created_at", "meeting_type_id"):
            expect_equal(shown[name], told[name], f"the {name} of {told['id']}")


def expect_keys_are_taken(caller, asks):
    """A key that was used is refused to another request."""
    for ask in asks:
        if ask.answers[0].status < 300:
            other = caller.post(ask.path, {**ask.body, "reason": "another"}
                                if ask.kind == "cancel" else {**ask.body, "start": LATE},
                                ask.noted["key"])
            expect_equal((other.status, other.code), (422, "key-reused"), "the key is taken")


def kills(trial):
    history = trial.folder / "history.ndjson"
    recording = Recording(history)
    clients = trial.arguments.clients
    with Server(trial) as server:
        clinic = Clinic(server)
        asker = Asker(clinic, clinic.slots(trial.arguments.slots))
        everything = []
        for number in range(trial.arguments.kills):
            asks = kill_under_load(trial, server, Load(asker, recording, trial.random, clients,
                                                       asker.any_or_series))
            unanswered = sum(not ask.is_answered for ask in asks)
            server.start()
            ask_again(clinic, recording, asks, clients)
            expect_still_there(clinic.caller(), asks)
            everything += asks
            print(f"kill {number + 1}: {len(asks)} asked, {unanswered} without an answer",
                  flush=True)
        expect(any(ask.kind == "series" and ask.answers[0].status == 201 for ask in everything),
               "there are series among what was asked")
        expect_keys_are_taken(clinic.caller(), everything[-100:])
        again = trial.random.sample(everything, min(500, len(everything)))
        ask_again(clinic, recording, again, clients)
        recording.close()
        bookings = exporting.expect_agreement(clinic.caller(), history, trial.folder)
        server.stop()
    trial.verify(server.data, bookings=len(bookings))


if __name__ == "__main__":
    run(kills, __doc__, kills=20, clients=64, slots=200, answers=800)
