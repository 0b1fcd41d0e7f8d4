"""Who asks too often is refused, and told when to come back; others are answered meanwhile."""

from calling import Caller
from clinic import Clinic, made
from serving import Server
from trial import expect, expect_equal, run


def answers_until_refused(caller):
    seen = []
    while not seen or seen[-1].status == 200:
        seen.append(caller.get("/v1/hosts"))
        expect(seen[-1] is not None and len(seen) < 1000, "somebody is refused at last")
    return seen


def rate(trial):
    with Server(trial, rates="2") as server:
        clinic = Clinic(server)
        owner = clinic.caller()
        seen = answers_until_refused(owner)
        refused = seen[-1]
        expect_equal(refused.status, 429, "the key has asked too often")
        expect_equal(refused.code, "rate-limited", "and is told so")
        expect(int(refused.headers["Retry-After"]) >= 1, "and when to come back")
        expect_equal(refused.headers["RateLimit-Policy"], '"key";q=20;w=10', "and what it may do")
        operator = Caller(server.port, server.operator_key())
        organisation = clinic.organisation["id"]
        desk = made(operator.post(f"/v1/api-keys?organisation_id={organisation}",
                                  {"label": "desk", "role": "viewer"}))
        other = Caller(server.port, desk["secret"])
        expect_equal(other.get("/v1/hosts").status, 200, "another key is answered")
        server.stop()
    trial.verify(server.data, bookings=0)


if __name__ == "__main__":
    run(rate, __doc__)
