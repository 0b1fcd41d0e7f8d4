"""The operator makes, lists and revokes an organisation's keys on the command line, also when it
has none left that may."""

import json
import subprocess

from calling import Caller
from clinic import Clinic
from serving import Server
from trial import expect, expect_equal, output_of, run


def keys(trial):
    with Server(trial) as server:
        clinic = Clinic(server)
        owner = clinic.caller()
        asking = ["--data", server.data, "--port", server.port,
                  "--organisation", clinic.organisation["id"]]

        def listed():
            said = output_of("keys are listed", [trial.kalends, "keys", "list", *asking])
            return {key["id"]: key for page in said.splitlines()
                    for key in json.loads(page)["items"]}

        organisations = json.loads(output_of("organisations are listed", [
            trial.kalends, "organisations", "--data", server.data, "--port", server.port]))
        expect_equal([one["id"] for one in organisations["items"]], [clinic.organisation["id"]],
                     "its id is found")
        own = next(iter(listed()))
        expect_equal(owner.call("DELETE", f"/v1/api-keys/{own}").status, 200, "the last is revoked")
        made = json.loads(output_of("a key is made", [
            trial.kalends, "keys", "make", "--label", "front \"desk\"", "--role", "admin",
            "--scopes", "hosts:read,api-keys:read", "--expires-at", "2099-01-01T00:00:00Z",
            *asking]))
        expect_equal((made["label"], made["scopes"]),
                     ('front "desk"', ["hosts:read", "api-keys:read"]), "as it was asked for")
        desk = Caller(server.port, made["secret"])
        expect_equal(desk.get("/v1/hosts").status, 200, "it is good")
        expect(made["secret"] not in str(listed()), "its secret is shown once")
        output_of("it is revoked", [trial.kalends, "keys", "revoke", made["id"], *asking])
        expect_equal(desk.get("/v1/hosts").status, 401, "and good for nothing")
        expect(listed()[made["id"]]["revoked_at"], "which is told")
        refused = subprocess.run(
            [str(word) for word in [trial.kalends, "keys", "make", "--label", "x", "--role", "king",
                                    *asking]], capture_output=True, text=True, check=False)
        expect_equal(refused.returncode, 1, "what the server refuses is told as it says it")
        expect_equal(json.loads(refused.stderr)["errors"][0]["pointer"], "/role", "with the place")
        server.stop()
    gone = subprocess.run([str(word) for word in [trial.kalends, "keys", "list", *asking]],
                          capture_output=True, text=True, check=False)
    expect_equal(gone.returncode, 2, "without a server nothing can be asked")
    expect("no server answers at" in gone.stderr, f"and it says so: {gone.stderr}")
    trial.verify(server.data, bookings=0)


if __name__ == "__main__":
    run(keys, __doc__)
