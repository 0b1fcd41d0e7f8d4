"""Slow clients hold up nobody, and a stop answers what is in progress."""

import json
import signal
import socket

import exporting
from clinic import Clinic
from load import Asker, Load
from recording import Recording
from serving import Server
from trial import expect, expect_equal, run, wait_until


class SlowClient:
    """Sends a request as slowly as it likes."""

    def __init__(self, port, request):
        self.request = request
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=30)

    def send(self, count):
        self.socket.sendall(self.request[:count])
        self.request = self.request[count:]

    def receive(self):
        """All that comes until the server closes."""
        received = b""
        while True:
            try:
                part = self.socket.recv(65536)
            except ConnectionResetError:
                return received
            if not part:
                return received
            received += part


def request_to_book(clinic, start):
    body = json.dumps(clinic.booking(start)).encode()
    head = (f"POST /v1/bookings HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {clinic.key}"
            f"\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n")
    return head.encode() + body


def slow_clients(trial):
    history = trial.folder / "history.ndjson"
    recording = Recording(history)
    with Server(trial) as server:
        clinic = Clinic(server)
        slots = clinic.slots(101)
        slow = []
        for number in range(trial.arguments.slow):
            request = request_to_book(clinic, slots[0])
            slow.append(SlowClient(server.port, request))
            # Some have sent nothing, some a part of the head, some all but the end of the body.
            slow[-1].send((0, 7, 60, len(request) - 1)[number % 4])

        load = Load(Asker(clinic, slots[1:]), recording, trial.random, 8)
        wait_until(lambda: load.answered >= trial.arguments.answers, 60,
                   "others are answered while many are slow")
        asks = load.finish()
        expect(all(ask.is_answered for ask in asks), "each of the others has its answer")
        recording.close()
        bookings = exporting.expect_agreement(clinic.caller(), history, trial.folder)
        expect_stop_answers(server, slow)
    trial.verify(server.data, bookings=len(bookings) + 1)


def expect_stop_answers(server, slow):
    """One request is in progress when the stop comes; its client then sends the rest."""
    last = slow[3]
    server.process.send_signal(signal.SIGTERM)
    wait_until(lambda: "stopping" in server.said_since_start(), 20, "the server begins to stop")
    for client in slow:
        if client is not last:
            client.socket.close()
    last.send(len(last.request))
    received = last.receive()
    expect(received.startswith(b"HTTP/1.1 201"),
           f"a request in progress is answered before the end: {received[:300]!r}")
    expect_equal(server.wait_for_end(), 0, "the stop ends with 0")


if __name__ == "__main__":
    run(slow_clients, __doc__, slow=400, answers=1000)
