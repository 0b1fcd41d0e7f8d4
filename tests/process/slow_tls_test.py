"""Who stops in the middle of what TLS has to say is let go when the time for it is over, and costs
the server nothing meanwhile: in a handshake, in a record, and in a message that comes after the
handshake, before a request, in one, behind one, or while an answer goes on."""

import concurrent.futures
import json
import os
import pathlib
import ssl
import time

from clinic import made
from tls_records import HANDSHAKE, PART_OF_HELLO, PART_OF_KEY_UPDATE, TlsClient
from tls_test import SecureCaller, SecureServer, make_certificate
from trial import expect, expect_equal, run, wait_until

# Of the time that passes, the server may work for this part at most.
WORK_MAX = 0.1
ASK = b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n"
TICKS = os.sysconf("SC_CLK_TCK")


def stop_in_hello(client):
    flight = client.flight()
    client.socket.sendall(flight[:len(flight) // 2])


def stop_after_hello(client):
    client.socket.sendall(client.flight())


def stop_in_finished(client):
    client.socket.sendall(client.flight())
    flight = client.flight()
    client.socket.sendall(flight[:len(flight) // 2])


def stop_in_record(client):
    client.shake_hands()
    client.send_half(ASK)


def stop_in_key_update(client):
    client.shake_hands()
    client.send(PART_OF_KEY_UPDATE, HANDSHAKE)


def stop_in_key_update_in_request(client):
    client.shake_hands()
    client.send(ASK[:-4])
    client.send(PART_OF_KEY_UPDATE, HANDSHAKE)


def stop_in_second_hello_in_request(client):
    client.shake_hands()
    client.send(ASK[:-4])
    client.send(PART_OF_HELLO, HANDSHAKE)


def stop_in_record_after_answer(client):
    ask(client)
    client.send_half(ASK)


def stop_in_key_update_after_answer(client):
    ask(client)
    client.send(PART_OF_KEY_UPDATE, HANDSHAKE)


def stop_in_second_hello_after_answer(client):
    ask(client)
    client.send(PART_OF_HELLO, HANDSHAKE)


def ask(client):
    client.shake_hands()
    client.send(ASK)
    answer = client.answer()
    expect(answer.startswith(b"HTTP/1.1 200"), f"it is answered first, not {answer}")


OLD, NEW = ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3
# They have ten seconds from the first byte, and a minute once they have been answered.
EARLY = [(stop_in_hello, NEW), (stop_after_hello, NEW), (stop_in_finished, NEW),
         (stop_in_finished, OLD), (stop_in_record, NEW), (stop_in_key_update, NEW),
         (stop_in_key_update_in_request, NEW), (stop_in_second_hello_in_request, OLD)]
LATE = [(stop_in_record_after_answer, NEW), (stop_in_key_update_after_answer, NEW),
        (stop_in_second_hello_after_answer, OLD)]


def worked_seconds(server):
    """What the server has computed so far, all threads of it."""
    fields = pathlib.Path(f"/proc/{server.process.pid}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, fields[11:13])) / TICKS


class Crowd:
    """Clients that stop, each as its own way has it, and wait to be let go."""

    def __init__(self, connect):
        self.connect = connect
        self.gone = []

    def wait(self, way):
        stop, version = way
        client = self.connect(version)
        stop(client)
        client.wait_for_end()
        self.gone.append(way)


def expect_let_go(server, connect):
    crowd = Crowd(connect)
    ways = [*EARLY, *LATE]
    begun, worked = time.monotonic(), worked_seconds(server)
    with concurrent.futures.ThreadPoolExecutor(len(ways)) as pool:
        list(pool.map(crowd.wait, ways))
    worked = worked_seconds(server) - worked
    passed = time.monotonic() - begun
    print(f"{len(ways)} are let go within {passed:.1f} s, for which the server works {worked:.2f}",
          flush=True)
    expect(worked < WORK_MAX * passed, f"it works for {worked:.1f} s of {passed:.1f}")
    expect_equal(set(crowd.gone[:len(EARLY)]), set(EARLY), "who was not answered goes first")


def expect_follower_let_go(connect, caller):
    """A feed that cannot go on ends at the next event."""
    client = connect(NEW)
    client.shake_hands()
    client.send(f"GET /v1/events?after=0 HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer {caller.key}"
                "\r\nAccept: text/event-stream\r\n\r\n".encode())
    expect(client.answer().startswith(b"HTTP/1.1 200"), "the feed begins")
    client.send(PART_OF_KEY_UPDATE, HANDSHAKE)
    with concurrent.futures.ThreadPoolExecutor(1) as pool:
        ended = pool.submit(client.wait_for_end)
        wait_until(lambda: add_host(caller) and ended.done(), 20, "the feed ends at an event")


def add_host(caller):
    return made(caller.call("POST", "/v1/hosts", {"name": "Ann", "time_zone": "Etc/UTC"}))


def slow_tls(trial):
    certificate, key = make_certificate(trial.folder, "first")
    with SecureServer(trial, certificate, key) as server:
        def connect(version):
            return TlsClient(server.port, certificate, trial.folder, version)

        caller = SecureCaller(server.port, certificate, server.operator_key())
        caller.key = made(caller.call("POST", "/v1/organisations", {
            "name": "Clinic", "time_zone": "Etc/UTC"}))["owner_key"]["secret"]
        expect_follower_let_go(connect, caller)
        expect_let_go(server, connect)
        again = SecureCaller(server.port, certificate, caller.key)
        expect_equal(again.call("GET", "/v1/hosts").status, 200, "others are answered")
        server.stop()


if __name__ == "__main__":
    run(slow_tls, __doc__)
