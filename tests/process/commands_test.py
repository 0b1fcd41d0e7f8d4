"""Many commands in one request, at once with others that want the same slots: each slot has one
winner, answers stand in the order of the lines, and what was answered is answered again after a
kill. What a line does to keys holds for the lines behind it, and who reads slowly keeps only the
own organisation from sending more."""

import collections
import contextlib
import json
import socket

from calling import Caller
from clinic import Clinic, made
from load import in_parallel
from serving import Server
from trial import expect, expect_equal, run, wait_until

TYPE = {"Content-Type": "application/x-ndjson"}
REFUSED = {"method": "PATCH", "path": "/v1/organisations/x", "body": {"name": "x"}}
# Each of the members is told to be unknown.
REFUSED_AT_LENGTH = {"method": "POST", "path": "/v1/hosts",
                     "body": {f"unknown_{number}": 0 for number in range(20)}}
SECONDS_MAX = 30
# Requests of one organisation that are under way.
PER_ORGANISATION_MAX = 16
# And of the server, but for first ones.
SERVER_MAX = 64


def line_of(clinic, client, start):
    return {"method": "POST", "path": "/v1/bookings", "idempotency_key": f"{client}-{start}",
            "body": {"meeting_type_id": clinic.meeting_type["id"], "start": start,
                     "guests": [{"name": "Ada"}]}}


def body_of(lines):
    return "".join(json.dumps(line) + "\n" for line in lines).encode()


def sent(caller, lines):
    """The answers to lines, of which each must stand in its place."""
    answers = caller.run_commands(lines)
    expect_equal(len(answers), len(lines), "each line is answered")
    return answers


def lines_are_counted(server, statuses):
    """Each as the request that it would be by itself."""
    figures = Caller(server.port, server.operator_key()).get("/metrics").body.decode()
    for status, count in statuses.items():
        series = f'endpoint="POST /v1/bookings",status="{status}"'
        expect(f"kalends_http_requests_total{{{series}}} {count}\n" in figures,
               f"{count} bookings are counted as answered {status}")


def revoked_key_does_no_more(clinic):
    """Its own line is the last that it opens, though all of them came at once."""
    key = made(clinic.caller().post("/v1/api-keys", {"label": "desk", "role": "owner"}))
    add = {"method": "POST", "path": "/v1/hosts", "body": {"name": "Bo", "time_zone": "Etc/UTC"}}
    revoke = {"method": "DELETE", "path": f"/v1/api-keys/{key['id']}"}
    answers = sent(Caller(clinic.server.port, key["secret"]), [add, revoke, add, add])
    expect_equal([one.status for one in answers], [201, 200, 401, 401],
                 "a revoked key opens nothing")


def slow_reader(clinic):
    """Asks for more answers than the system keeps for it, and takes none of them. Once its answer
    begins it has its place, which whoever asks next cannot take."""
    body = body_of([REFUSED_AT_LENGTH] * 1000)
    reader = socket.socket()
    reader.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    reader.settimeout(SECONDS_MAX)
    reader.connect(("127.0.0.1", clinic.server.port))
    reader.sendall((f"POST /v1/commands HTTP/1.1\r\nHost: localhost\r\n"
                    f"Authorization: Bearer {clinic.key}\r\nContent-Type: {TYPE['Content-Type']}"
                    f"\r\nContent-Length: {len(body)}\r\n\r\n").encode() + body)
    expect_equal(reader.recv(12, socket.MSG_PEEK), b"HTTP/1.1 200", "its answer begins")
    return reader


def no_organisations_take_all(server, clinic):
    """Neither one nor a few: who has no request under way finds a place."""
    other = Clinic(server)

    def status_for(whose):
        return whose.caller().call("POST", "/v1/commands", body_of([REFUSED]), headers=TYPE).status

    with contextlib.ExitStack() as readers:
        for _ in range(PER_ORGANISATION_MAX):
            readers.enter_context(slow_reader(clinic))
        wait_until(lambda: status_for(clinic) == 503, 30, "one has as many as it may")
        expect_equal(status_for(other), 200, "and another has room")
        for few in [Clinic(server) for _ in range(SERVER_MAX // PER_ORGANISATION_MAX - 1)]:
            for _ in range(PER_ORGANISATION_MAX):
                readers.enter_context(slow_reader(few))
            wait_until(lambda few=few: status_for(few) == 503, 30, "each has what it may")
        expect_equal(status_for(other), 200, "and another still has room")
    wait_until(lambda: status_for(clinic) == 200, 30, "once they are gone there is room again")


def commands(trial):
    with Server(trial) as server:
        clinic = Clinic(server)
        slots = clinic.slots(trial.arguments.slots)

        def want_all(client):
            lines = [line_of(clinic, client, start) for start in slots]
            return lines, sent(clinic.caller(), lines)

        seen = in_parallel(want_all, trial.arguments.clients)
        told = collections.defaultdict(collections.Counter)
        for lines, answers in seen:
            for line, answer in zip(lines, answers):
                told[line["body"]["start"]][answer.status] += 1
        losers = trial.arguments.clients - 1
        for start in slots:
            expect_equal(dict(told[start]), {201: 1, 409: losers}, f"one client has {start}")
        lines_are_counted(server, {201: len(slots), 409: losers * len(slots)})
        server.kill()
        server.start()
        for lines, answers in seen:
            for first, again in zip(answers, sent(clinic.caller(), lines)):
                expect_equal(again.status, first.status, "the answer stands")
                if first.status == 201:
                    expect_equal(again.body, first.body, "and is the same")
        long = sent(clinic.caller(), [{**REFUSED, "body": {"name": "x" * 1000}}] * 900)
        expect_equal({one.status for one in long}, {404}, "a long body is read to its end")
        revoked_key_does_no_more(clinic)
        no_organisations_take_all(server, clinic)
        stranger = Caller(server.port, "kal_nobody")
        refused = stranger.call("POST", "/v1/commands", b"x" * 100_000, headers=TYPE)
        expect_equal(refused.status, 413, "a long body is for those with a key")
        server.stop()
    trial.verify(server.data, bookings=len(slots))


if __name__ == "__main__":
    run(commands, __doc__, clients=8, slots=200)
