"""Thousands who hold connections and never end a request cost the others no answer and the server
little memory; who sends without end is cut off, and nothing of it is kept."""

import pathlib
import re
import resource
import socket
import sys
import time

from calling import Caller
from child import Child
from clinic import Clinic
from load import in_parallel
from serving import Server
from trial import expect, expect_equal, run, wait_until

GARBAGE_BYTES = 32 * 1024 * 1024
GROWTH_BYTES_MAX = 12 * 1024 * 1024
FILES_BESIDE = 500
NORMAL_CLIENTS = 4
HEAD = b"POST /v1/bookings HTTP/1.1\r\nHost: a\r\n"
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
# What begins it, and what follows without end.
GARBAGE = {
    "noise": (b"", b"\xfe\x01\x80\xff" * 1024),
    "a header": (HEAD + b"X-Any: ", b"y" * 4096),
    "many fields": (HEAD, b"X-Any: y\r\n" * 400),
    "empty lines": (b"", b"\r\n" * 2048),
    "chunk extensions": (CHUNKED + b"1;", b"y" * 4096),
    "tiny chunks": (CHUNKED, b"1;yyyyyyyyyyyy\r\na\r\n" * 200),
    "trailers": (CHUNKED + b"0\r\n", b"X-Any: y\r\n" * 400),
    "a body": (HEAD + b"Content-Length: 999999999\r\n\r\n", b"y" * 4096),
    "requests whose answers nobody reads": (b"", b"GET /v1/x HTTP/1.1\r\nHost: a\r\n\r\n" * 100),
}


class HostileClients(Child):
    name = "the crowd"

    def __init__(self, folder, port, count):
        super().__init__(folder)
        self.port = port
        self.count = count

    def command(self):
        return [sys.executable, pathlib.Path(__file__).with_name("hostile_clients.py"),
                self.port, self.count]

    def has_begun(self):
        return "all here" in self.said_since_start()

    def were_all_cut(self):
        return "all cut" in self.said_since_start()


def resident_bytes(server):
    status = pathlib.Path(f"/proc/{server.process.pid}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+) kB", status).group(1)) * 1024


def raise_open_files(count):
    """As many connections as may be open here, up to that count."""
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    return min(count, most - FILES_BESIDE)


def percentile(latencies, part):
    return sorted(latencies)[int(len(latencies) * part)]


def ask_normally(clinic, starts):
    """Books and reads what was booked; the seconds of each call."""
    def ask(number):
        caller, seconds = clinic.caller(), []
        for start in starts[number::NORMAL_CLIENTS]:
            begun = time.perf_counter()
            made = caller.post("/v1/bookings", clinic.booking(start))
            booked = time.perf_counter()
            expect(made is not None and made.status == 201, f"{start} is booked: {made}")
            read = caller.get(f"/v1/bookings/{made.json['id']}")
            seconds += [booked - begun, time.perf_counter() - booked]
            expect(read is not None and read.status == 200, f"and read: {read}")
        caller.close()
        return seconds
    results = in_parallel(ask, NORMAL_CLIENTS)
    expect(all(results), "each of the normal clients has all its answers")
    return [one for result in results for one in result]


def hold_idle_connections(server, count):
    """Each has asked once, and asks no more."""
    before = resident_bytes(server)
    callers = [Caller(server.port) for _ in range(count)]
    for caller in callers:
        answer = caller.get("/healthz")
        expect(answer is not None and answer.status == 200, f"it is answered: {answer}")
    grown = resident_bytes(server) - before
    for caller in callers:
        caller.close()
    print(f"{count} idle connections: {grown / count / 1024:.1f} KiB each", flush=True)


def compare_with_crowd(trial, server, clinic, count):
    starts = clinic.slots(2 * trial.arguments.bookings)
    alone = ask_normally(clinic, starts[::2])
    before = resident_bytes(server)
    with HostileClients(trial.folder / "crowd", server.port, count) as crowd:
        beside = ask_normally(clinic, starts[1::2])
        for name, part in (("p50", 0.5), ("p99", 0.99)):
            quiet, loud = (percentile(one, part) * 1000 for one in (alone, beside))
            print(f"{name} {quiet:.2f} ms alone, {loud:.2f} ms beside {count} hostile connections: "
                  f"{loud / quiet:.1f} times", flush=True)
        grown = resident_bytes(server) - before
        print(f"{grown / count / 1024:.1f} KiB for each of them", flush=True)
        wait_until(crowd.were_all_cut, 120, "each of the hostile is cut off")


def send_garbage(server, beginning, endless):
    """How much was taken until the server ended it or took no more."""
    sent = 0
    with socket.create_connection(("127.0.0.1", server.port), timeout=3) as wire:
        try:
            wire.sendall(beginning)
            while sent < GARBAGE_BYTES:
                wire.sendall(endless)
                sent += len(endless)
        except OSError:
            return sent
    return sent


def garbage_grows_nothing(server):
    for name, (beginning, endless) in GARBAGE.items():
        before = resident_bytes(server)
        taken = send_garbage(server, beginning, endless)
        grown = resident_bytes(server) - before
        print(f"{name}: {taken / 1024:.0f} KiB taken, {grown / 1024:+.0f} KiB kept", flush=True)
        expect(grown < GROWTH_BYTES_MAX, f"{name} without end grows nothing, but {grown} bytes")
        expect(taken < GARBAGE_BYTES, f"{name} without end is cut off before {GARBAGE_BYTES}")


def hostile(trial):
    count = raise_open_files(trial.arguments.connections)
    with Server(trial) as server:
        clinic = Clinic(server)
        garbage_grows_nothing(server)
        hold_idle_connections(server, count)
        compare_with_crowd(trial, server, clinic, count)
        expect_equal(clinic.caller().get("/healthz").status, 200, "the server is well")
        server.stop()
    trial.verify(server.data, bookings=2 * trial.arguments.bookings)


if __name__ == "__main__":
    run(hostile, __doc__, connections=5000, bookings=1000)
