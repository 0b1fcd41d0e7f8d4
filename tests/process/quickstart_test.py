"""The snippets of docs/QUICKSTART.md, run as they stand there, do what is said of them: those of
curl, after the lines that begin it, and of Python, or with --node those of JavaScript. Behind a
relay that loses the answer to a booking, the clients that ask again book no more than without
it."""

import collections
import contextlib
import json
import os
import pathlib
import re
import socket
import sys
import threading

from serving import Server
from trial import expect, expect_equal, output_of, run

PAPER = pathlib.Path(__file__).resolve().parents[2] / "docs" / "QUICKSTART.md"
BEGINNING = re.compile(r"(?:^    .*\n)+", re.MULTILINE)
# Stands for the script of that name, which builds first: the program is there already.
RUN = """#!/bin/sh
[ "$1" = --build-only ] && exit
[ "$1" = --no-demo ] && shift && exec {kalends} serve "$@"
"""
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
RECEIVE_BYTES = 65536
ROOMS_MADE_AT_ONCE = 3


class Relay:
    """Carries bytes between clients and a server, but for the answer to the first booking: once
    the server has given it, the client's connection ends."""

    def __init__(self, port):
        self.server = ("127.0.0.1", port)
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.has_lost = False
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        with contextlib.suppress(OSError):
            while True:
                client, _ = self.listener.accept()
                threading.Thread(target=self.carry, args=[client], daemon=True).start()

    def carry(self, client):
        losing = threading.Event()
        with client, socket.create_connection(self.server) as server:
            back = threading.Thread(target=self.answer, args=[client, server, losing], daemon=True)
            back.start()
            with contextlib.suppress(OSError):
                while asked := client.recv(RECEIVE_BYTES):
                    if asked.startswith(b"POST /v1/bookings ") and not self.has_lost:
                        self.has_lost = True
                        losing.set()
                    server.sendall(asked)
                server.shutdown(socket.SHUT_WR)
            back.join()

    @staticmethod
    def answer(client, server, losing):
        with contextlib.suppress(OSError):
            while (told := server.recv(RECEIVE_BYTES)) and not losing.is_set():
                client.sendall(told)
        with contextlib.suppress(OSError):
            client.shutdown(socket.SHUT_RDWR)

    def close(self):
        self.listener.close()


def snippets(language):
    """All of one language, as one program."""
    found = FENCE.findall(PAPER.read_text())
    expect({kind for kind, _ in found} == {"sh", "python", "js"}, "each snippet is of a language")
    chosen = [text for kind, text in found if kind == language]
    expect(len(chosen) >= 3, f"there are snippets of {language}")
    return "\n".join(chosen)


def said_by(trial, language, command, server, port):
    program = trial.folder / f"quickstart.{'mjs' if language == 'js' else language}"
    program.write_text(snippets(language))
    given = {"API": f"http://127.0.0.1:{port}/v1", "OPERATOR_KEY": server.operator_key()}
    return output_of(f"the {language} of {PAPER.name} runs", [*command, program],
                     env={**os.environ, **given})


def two_are_booked_and_one_cancelled(trial, server):
    """Returns the types of all that happened, in order."""
    events = [json.loads(event) for event in trial.logged_events(server.data)]
    types = [event["type"] for event in events]
    counts = collections.Counter(types)
    expect_equal(counts["booking.confirmed.v1"], 2, "two bookings are made")
    expect_equal(counts["booking.cancelled.v1"], 1, "one of them is cancelled")
    starts = {event["data"]["when"]["time"]["start"] for event in events
              if event["type"] == "booking.confirmed.v1"}
    expect_equal(len(starts), 2, "the second has an alternative to the time of the first")
    return types


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return taken.getsockname()[1]


def beginning_waits_for_its_server(trial):
    """The lines before the first snippet, pasted at once, leave a key that is good."""
    said = BEGINNING.search(PAPER.read_text())[0]
    ports = set(re.findall(r"(?::|--port )(\d+)", said))
    expect(len(ports) == 1 and ports != {"8080"}, f"they have a port of their own: {ports}")
    folder = trial.folder / "beginning"
    (folder / "bookings").mkdir(parents=True)
    script = folder / "run"
    script.write_text(RUN.format(kalends=trial.kalends))
    script.chmod(0o755)
    asked = 'curl -fsS -H "Authorization: Bearer $OPERATOR_KEY" "$API/organisations"'
    pasted = f"trap 'kill $!; wait' EXIT\n{said}\n{asked}".replace(ports.pop(), str(free_port()))
    answer = output_of("what begins the quick start works", ["bash", "-eu", "-c", pasted],
                       cwd=folder, env={**os.environ, "HOME": str(folder)})
    expect('{"items":[],"next":null}' in answer, f"the operator is known: {answer}")


def curl_does_what_is_said(trial):
    with Server(trial, trial.folder / "sh") as server:
        said = said_by(trial, "sh", ["bash", "-eu"], server, server.port)
        types = two_are_booked_and_one_cancelled(trial, server)
        expect_equal(types.count("host.created.v1"), 1 + ROOMS_MADE_AT_ONCE, "many at once")
        expect('"reasons":["claimed"]' in said, "the start that is taken is explained")
        expect_equal(re.findall(r"^\{\"line\":(\d),\"status\":201", said, re.MULTILINE),
                     ["1", "2", "3"], "each line has its answer")
        resumed = re.findall(r"^event: (\S+)$", said, re.MULTILINE)
        expect(0 < len(resumed) < len(types), "the feed went on behind the id seen last")
        expect_equal(resumed, types[-len(resumed):], "and told all from there on")
        server.stop()


def client_does_what_is_said(trial, language, command):
    with Server(trial, trial.folder / language) as server:
        with contextlib.closing(Relay(server.port)) as relay:
            said = said_by(trial, language, command, server, relay.port)
        expect(relay.has_lost, "an answer was lost on its way")
        types = two_are_booked_and_one_cancelled(trial, server)
        expect_equal(len(re.findall(r" (?:confirmed|cancelled)$", said, re.MULTILINE)), 2,
                     "all pages were read")
        expect(types[0] not in said and said.endswith("booking.cancelled.v1\n"),
               "the feed went on behind the first event, to the last")
        server.stop()


def quickstart(trial):
    if trial.arguments.node:
        client_does_what_is_said(trial, "js", [trial.arguments.node])
    else:
        beginning_waits_for_its_server(trial)
        curl_does_what_is_said(trial)
        client_does_what_is_said(trial, "python", [sys.executable])


if __name__ == "__main__":
    run(quickstart, __doc__, node="")
