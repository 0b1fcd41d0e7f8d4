"""Whoever runs a server can see what it does: figures of requests and syncs, a log line for each
request with its trace, at a level that changes while it runs; and where each setting comes from."""

import json
import re

from calling import Caller
from clinic import Clinic
from serving import Server
from trial import expect, expect_equal, output_of, run

TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"


def figures_of(operator):
    text = operator.get("/metrics").body.decode()
    return {name: float(value) for name, value in re.findall(r"^([^# ].*) (\S+)$", text, re.M)}


def expect_measured(operator, clinic, bookings):
    made = [clinic.caller().post("/v1/bookings", clinic.booking(start)) for start in bookings]
    expect_equal({answer.status for answer in made}, {201}, "all is booked")
    figures = figures_of(operator)
    endpoint = 'endpoint="POST /v1/bookings"'
    expect_equal(figures[f'kalends_http_requests_total{{{endpoint},status="201"}}'],
                 len(bookings), "bookings are counted")
    expect_equal(figures[f"kalends_http_request_seconds_count{{{endpoint}}}"], len(bookings),
                 "and timed")
    expect(figures["kalends_commit_sync_seconds_count"] >= len(bookings), "each was synced")
    expect(figures["kalends_http_connections"] >= 1, "somebody is connected")


def logged(server):
    return [json.loads(line) for line in server.stderr.read_text().splitlines()]


def expect_greeted(server):
    """Programs that collect the log are told what somebody at a terminal is."""
    told = logged(server)
    begun = next(line for line in told if "listening at" in line["message"])
    expect(begun["docs"].endswith(f":{server.port}/docs"), f"where the API is told: {begun}")
    files = [line["file"] for line in told if "file" in line]
    expect_equal(files, [f"{server.data}/operator.key", f"{server.folder}/master.key"],
                 "where the keys are")
    expect(server.operator_key() not in server.stderr.read_text(), "and not the keys themselves")
    expect_equal(server.stdout.read_text(), "", "nothing is told elsewhere")


def expect_told(server, operator, clinic):
    expect(all(line["level"] != "debug" for line in logged(server)), "requests are not told")
    changed = operator.call("PUT", "/v1/log-level", {"level": "debug"})
    expect_equal(changed.status, 200, "the level is changed")
    answer = clinic.caller().call("GET", "/v1/guests?email=ada@example.com",
                                  headers={"traceparent": TRACE, "X-Request-Id": "seen-7"})
    expect_equal(answer.status, 200, "it is answered")
    told = [line for line in logged(server) if line.get("request_id") == "seen-7"]
    expect_equal(len(told), 1, "the request is told once")
    expect_equal((told[0]["endpoint"], told[0]["status"], told[0]["traceparent"]),
                 ("GET /v1/guests", 200, TRACE), "with its trace")
    expect("ada@" not in server.stderr.read_text(), "and nothing of a person")
    expect(clinic.key not in server.stderr.read_text(), "and no key")


def expect_settings(trial):
    file = trial.folder / "kalends.conf"
    file.write_text("port = 81\nrate-per-key = 7\n")
    shown = output_of("the settings are shown", [
        trial.kalends, "config", "--settings", file, "--port", "82"])
    expect(re.search(r"^port = 82 +# --port$", shown, re.M), f"the flag is in force: {shown}")
    expect(re.search(r"^rate-per-key = 7 +# .*kalends.conf:2: ", shown, re.M), f"a line: {shown}")


def operations(trial):
    expect_settings(trial)
    options = ["--log-format", "json"]
    with Server(trial, options=options) as server:
        expect_greeted(server)
        clinic = Clinic(server)
        operator = Caller(server.port, server.operator_key())
        expect_measured(operator, clinic, clinic.slots(5))
        expect_told(server, operator, clinic)
        server.stop()
    trial.verify(server.data, bookings=5)


if __name__ == "__main__":
    run(operations, __doc__)
