"""The server is killed at random moments under load, also while its views are made again.

After each kill the views' files that it left, taken up and brought to the end of the log, are what
a rebuild makes of the same log: the hashes of their states are equal.
"""

import os

from calling import Caller
from clinic import Clinic
from load import Asker, Load
from recording import Recording
from serving import Server
from trial import expect, expect_equal, output_of, run, wait_until

CATCH_UP_SECONDS_MAX = 60


def operator(server):
    return Caller(server.port, server.operator_key())


def views(caller):
    answer = caller.get("/v1/projections")
    expect(answer is not None and answer.status == 200, f"views are listed, not {answer}")
    return answer.json["items"]


def rebuild(caller, name):
    answer = caller.post(f"/v1/projections/{name}/rebuild", None)
    expect(answer is not None and answer.status == 202, f"a view is made again, not {answer}")


def is_settled(view):
    return (view["status"] == "live" and view["records_behind"] == 0
            and view.get("rebuilt_to") is None)


def await_settled(caller):
    wait_until(lambda: all(map(is_settled, views(caller))), CATCH_UP_SECONDS_MAX,
               "the views reach the end of the log")


def hashes(trial, server):
    """Of each view's file of a stopped server: the record it stands at, and its state."""
    tool = trial.kalends.parent / "tests" / "process" / "hash_views"
    said = output_of("views are hashed", [tool, server.data / "views"])
    found = {name: (record, state) for name, record, state in map(str.split, said.splitlines())}
    expect(found and "incomplete" not in found, f"there are views, all complete: {said}")
    return found


def kill_under_load(trial, server, load):
    enough = trial.random.randint(1, trial.arguments.answers)
    wait_until(lambda: load.answered >= enough or not server.is_running(), CATCH_UP_SECONDS_MAX,
               f"clients get {enough} answers")
    if trial.random.random() < 0.5:
        caller = operator(server)
        for view in views(caller):
            rebuild(caller, view["name"])
    server.kill()
    load.finish()


def hashes_after_start(trial, server, *, again):
    server.start()
    caller = operator(server)
    await_settled(caller)
    if again:
        for view in views(caller):
            rebuild(caller, view["name"])
        await_settled(caller)
    server.stop()
    return hashes(trial, server)


def kills(trial):
    recording = Recording(os.devnull)
    with Server(trial) as server:
        clinic = Clinic(server)
        asker = Asker(clinic, clinic.slots(trial.arguments.slots))
        for number in range(trial.arguments.kills):
            kill_under_load(trial, server,
                            Load(asker, recording, trial.random, trial.arguments.clients))
            left = hashes_after_start(trial, server, again=False)
            made = hashes_after_start(trial, server, again=True)
            expect_equal(left, made, "the views that a kill left are what a rebuild makes")
            print(f"kill {number + 1}: {len(made)} views alike at record "
                  f"{max(int(record) for record, _ in made.values())}", flush=True)
            server.start()
        server.stop()


if __name__ == "__main__":
    run(kills, __doc__, kills=10, clients=16, slots=400, answers=300)
