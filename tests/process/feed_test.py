"""Thousands follow a feed in silence beside a load, which costs memory that is printed; and the
example that follows a feed over HTTP, cut off again and again, hears all that there is to hear."""

import json
import os
import pathlib
import resource
import socket
import subprocess
import sys

from calling import Caller
from clinic import Clinic, made
from load import Asker, Load
from recording import Recording
from serving import Server
from trial import expect, expect_equal, run, wait_until
from wire import Wire

EXAMPLE = pathlib.Path(__file__).resolve().parents[2] / "docs" / "examples" / "follow_feed.py"
CLIENTS = 2
CUTS = 3
ANSWERS_BETWEEN_CUTS = 60
SECONDS_MAX = 60


def start_example(port, key, *options, **pipes):
    command = [sys.executable, str(EXAMPLE), f"http://127.0.0.1:{port}", *options]
    return subprocess.Popen(command, env={**os.environ, "API_KEY": key}, **pipes)


class Example:
    """The example as a process of its own, with what it wrote."""

    def __init__(self, trial, port, key, *options):
        self.out = trial.folder / "followed.ndjson"
        with open(self.out, "ab") as out:
            self.process = start_example(port, key, "--cursor", str(trial.folder / "feed.cursor"),
                                         *options, stdout=out)

    def events(self):
        """The first of each position, in the order in which they came."""
        lines = self.out.read_bytes().split(b"\n")[:-1]
        return list({event["position"]: event for event in map(json.loads, lines)}.values())

    def end(self):
        self.process.terminate()
        self.process.wait()


def resident_bytes(server):
    with open(f"/proc/{server.process.pid}/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * resource.getpagesize()


def follow_in_silence(server, key, count):
    """So many connections that listen to a feed in which nothing happens."""
    request = ("GET /v1/events HTTP/1.1\r\nHost: a\r\nAccept: text/event-stream\r\n"
               f"Authorization: Bearer {key}\r\n\r\n").encode()
    idle = []
    for _ in range(count):
        end = socket.create_connection(("127.0.0.1", server.port))
        end.sendall(request)
        idle.append(end)
    for end in idle:
        end.settimeout(SECONDS_MAX)
        said = b""
        while b"\n\n" not in said.partition(b"\r\n\r\n")[2]:
            said += end.recv(4096)
        expect(said.startswith(b"HTTP/1.1 200 "), f"whoever asks may follow, not {said}")
    return idle


def check_silence(idle):
    for end in idle:
        end.setblocking(False)
        try:
            said = end.recv(65536)
        except BlockingIOError:
            continue
        expect(said and b"event:" not in said, f"nothing is heard of others, not {said}")


def check_end(example, what):
    """Each of its troubles is its own, not one of the connection, after which it would go on."""
    expect(example.wait(SECONDS_MAX) != 0, what)


def check_troubles(trial, port, key):
    """The example ends when it cannot write, be it events or its cursor."""
    with start_example(port, key, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as unread:
        unread.stdout.close()
        check_end(unread, "the example ends when nobody reads it")
    with open("/dev/full", "wb") as full:
        check_end(start_example(port, key, stdout=full, stderr=subprocess.DEVNULL),
                  "the example ends when its disk is full")
    cursor = trial.folder / "full.cursor"
    pathlib.Path(f"{cursor}.new").symlink_to("/dev/full")
    with start_example(port, key, "--cursor", str(cursor), stdout=subprocess.PIPE,
                       stderr=subprocess.DEVNULL) as stuck:
        check_end(stuck, "the example ends when its cursor cannot be kept")
        expect(len(stuck.stdout.readlines()) <= 1, "and repeats nothing")


def check_patience():
    """A server that cannot answer now is asked again, and its reason told."""
    answer = (b"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 0\r\nContent-Length: 4\r\n"
              b"Connection: close\r\n\r\nbusy")
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(SECONDS_MAX)
        with start_example(listener.getsockname()[1], "key", stderr=subprocess.PIPE) as example:
            for _ in range(2):
                client, _ = listener.accept()
                with client:
                    client.recv(65536)
                    client.sendall(answer)
            expect(b"busy" in example.stderr.readline(), "the example says why it waits")
            example.terminate()


def feed(trial):
    check_patience()
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    count = trial.arguments.idle
    with Server(trial) as server:
        quiet, busy = Clinic(server), Clinic(server)
        before = resident_bytes(server)
        idle = follow_in_silence(server, quiet.key, count)
        each = (resident_bytes(server) - before) / count
        print(f"{count} silent followers, {each / 1024:.1f} KiB resident each")

        wire = Wire()
        wire.lay_to(server.port)
        example = Example(trial, wire.port, busy.key)
        recording = Recording(trial.folder / "history.ndjson")
        load = Load(Asker(busy, busy.slots(2000)), recording, trial.random, CLIENTS)
        for cut in range(1, CUTS + 1):
            wait_until(lambda: wire.ends and load.answered >= cut * ANSWERS_BETWEEN_CUTS,
                       SECONDS_MAX, "the load goes on, and the example has come back")
            wire.cut()
        load.finish()
        recording.close()
        check_silence(idle)
        grown = resident_bytes(server) - before
        print(f"{load.answered} answers beside them, {grown / 1024 / 1024:.1f} MiB more resident")
        server.kill()
        server.start()
        wire.lay_to(server.port)

        caller = Caller(server.port, busy.key)
        made(caller.post("/v1/hosts", {"name": "Eve", "time_zone": "Etc/UTC"}))
        events, _ = caller.feed()
        wait_until(lambda: len(example.events()) >= len(events), SECONDS_MAX,
                   "the example has heard everything")
        example.end()
        expect_equal(example.events(), events, "the example has heard what the pages show")
        made(caller.post("/v1/hosts", {"name": "Bob", "time_zone": "Etc/UTC"}))
        again = Example(trial, server.port, busy.key, "--count", "1")
        expect_equal(again.process.wait(SECONDS_MAX), 0, "the example goes on from its cursor")
        expect_equal(again.events(), caller.feed()[0], "and hears what is new")
        check_troubles(trial, server.port, busy.key)
        print(f"{len(events) + 1} events heard, through {CUTS} cuts and a kill")
        server.stop()
    trial.verify(server.data)


if __name__ == "__main__":
    run(feed, __doc__, idle=2000)
