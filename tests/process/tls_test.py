"""The server speaks HTTPS with a certificate: whole bookings, long answers, a feed; a certificate
that is replaced is shown to who connects from then on, and one that is broken is not taken."""

import http.client
import json
import signal
import socket
import ssl
import subprocess

from clinic import made
from calling import Answer, checked
from serving import Server
from trial import expect, expect_equal, output_of, run, wait_until


def make_certificate(folder, name):
    """One that signs itself, so that whoever trusts it can tell it from another."""
    output_of("a certificate is made", [
        "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
        "-days", "2", "-subj", f"/CN={name}", "-addext", "subjectAltName=IP:127.0.0.1",
        "-keyout", folder / f"{name}.key", "-out", folder / f"{name}.pem"])
    return folder / f"{name}.pem", folder / f"{name}.key"


def make_key_of_another_kind(folder):
    output_of("a key is made", ["openssl", "genrsa", "-out", folder / "rsa.key", "2048"])
    return folder / "rsa.key"


class SecureServer(Server):
    def __init__(self, trial, certificate, key):
        super().__init__(trial, options=["--tls-certificate", certificate, "--tls-key", key])

    def has_begun(self):
        said = self.said_since_start()
        if "listening at https://" not in said:
            return False
        self.port = int(said.split("listening at https://127.0.0.1:")[1].split(",")[0])
        return True


class SecureCaller:
    def __init__(self, port, trusted, key=None):
        context = ssl.create_default_context(cafile=trusted)
        self.connection = http.client.HTTPSConnection("127.0.0.1", port, context=context,
                                                      timeout=20)
        self.key = key

    def call(self, method, path, body=None, content_type="application/json"):
        headers = {"Authorization": f"Bearer {self.key}"} if self.key else {}
        if body is not None:
            headers["Content-Type"] = content_type
            body = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.connection.request(method, path, body, headers)
        response = self.connection.getresponse()
        return checked(Answer(response.status, response.headers, response.read()))


def book(caller):
    organisation = made(caller.call("POST", "/v1/organisations",
                                    {"name": "Clinic", "time_zone": "Etc/UTC"}))
    caller.key = organisation["owner_key"]["secret"]
    lines = [{"method": "POST", "path": "/v1/hosts",
              "body": {"name": "x" * 150, "time_zone": "Etc/UTC"}}] * 900
    body = "".join(json.dumps(line) + "\n" for line in lines).encode()
    answer = caller.call("POST", "/v1/commands", body, "application/x-ndjson")
    expect_equal([json.loads(line)["status"] for line in answer.body.splitlines()], [201] * 900,
                 "a long request and its long answer arrive whole")
    page = caller.call("GET", "/v1/hosts?limit=200")
    expect_equal(len(page.json["items"]), 200, "as does a long page")
    expect("max-age" in page.headers["Strict-Transport-Security"], "browsers stay with TLS")


def follow(server, trusted, key):
    context = ssl.create_default_context(cafile=trusted)
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as plain:
        with context.wrap_socket(plain, server_hostname="127.0.0.1") as stream:
            stream.sendall(f"GET /v1/events?after=0 HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                           f"{key}\r\nAccept: text/event-stream\r\n\r\n".encode())
            heard = b""
            while heard.count(b"host.created.v1") < 900:
                piece = stream.recv(65536)
                expect(piece, "the feed goes on")
                heard += piece


def subject_shown(port):
    """The name in the certificate that a connection made now is shown."""
    text = ssl.get_server_certificate(("127.0.0.1", port))
    shown = subprocess.run(["openssl", "x509", "-noout", "-subject"], input=text, text=True,
                           capture_output=True, check=True).stdout
    return shown.split("=")[-1].strip()


def replace(server, certificate, key, source):
    certificate.write_bytes(source[0].read_bytes())
    key.write_bytes(source[1].read_bytes())
    server.process.send_signal(signal.SIGHUP)


def speak_plainly(port):
    with socket.create_connection(("127.0.0.1", port), timeout=20) as plain:
        plain.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
        heard = b""
        while piece := plain.recv(4096):
            heard += piece
    head, _, body = heard.partition(b"\r\n\r\n")
    expect(head.startswith(b"HTTP/1.1 400 "), f"plain HTTP is refused: {heard}")
    expect_equal(json.loads(body)["code"], "tls-required", "and told why")
    expect(b"Strict-Transport-Security" not in head, "by plain HTTP nothing is promised of TLS")


def ask_without_being_told(trial, server):
    """Who asks a server on this machine finds out that it speaks TLS."""
    said = output_of("its health is asked", [trial.kalends, "health", "--port", server.port])
    expect_equal(said, "200 OK\n", "it is well")
    listed = output_of("organisations are listed", [
        trial.kalends, "organisations", "--port", server.port, "--data", server.data])
    expect_equal(len(json.loads(listed)["items"]), 1, "the one that there is")


def tls(trial):
    first, second = (make_certificate(trial.folder, name) for name in ("first", "second"))
    certificate, key = trial.folder / "in-use.pem", trial.folder / "in-use.key"
    certificate.write_bytes(first[0].read_bytes())
    key.write_bytes(first[1].read_bytes())
    with SecureServer(trial, certificate, key) as server:
        caller = SecureCaller(server.port, first[0], server.operator_key())
        book(caller)
        follow(server, first[0], caller.key)
        speak_plainly(server.port)
        ask_without_being_told(trial, server)
        said = output_of("its health is asked", [
            trial.kalends, "health", "--port", server.port, "--tls-certificate", certificate,
            "--tls-key", key])
        expect("200" in said, f"it is well: {said}")
        replace(server, certificate, key, second)
        wait_until(lambda: subject_shown(server.port) == "second", 20, "the other one is shown")
        expect_equal(caller.call("GET", "/v1/hosts?limit=1").status, 200, "who was there stays")
        # As a renewal leaves it for a moment that changes the kind of the key.
        key.write_bytes(make_key_of_another_kind(trial.folder).read_bytes())
        server.process.send_signal(signal.SIGHUP)
        wait_until(lambda: "the certificate stays as it was" in server.complaints(), 20,
                   "a key that is not its own is told of")
        expect_equal(subject_shown(server.port), "second", "and not taken")
        certificate.write_text("nonsense")
        server.process.send_signal(signal.SIGHUP)
        wait_until(lambda: "holds no certificate" in server.complaints(), 20,
                   "a broken one is told of")
        expect_equal(subject_shown(server.port), "second", "and not shown")
        server.stop()
    trial.verify(server.data, bookings=0)


if __name__ == "__main__":
    run(tls, __doc__)
