"""Calls of the HTTP API."""

import http.client
import json
import socket
import urllib.parse

from problems import fault_in_error, fault_in_problem
from trial import expect, expect_equal

CALL_SECONDS_MAX = 30
PIECE_BYTES = 65536


class Answer:
    def __init__(self, status, headers, body):
        self.status = status
        self.headers = headers
        self.body = body

    @property
    def json(self):
        return json.loads(self.body)

    @property
    def code(self):
        """The stable code of a refusal, or nothing."""
        return self.json.get("code") if self.status >= 400 and self.body else None

    @property
    def position(self):
        """The sequence that the answer reflects."""
        text = self.headers.get("Kalends-Position")
        return int(text.rsplit("-", 1)[1]) if text else None

    @property
    def is_replayed(self):
        return self.headers.get("Idempotency-Replayed") == "true"

    def __repr__(self):
        return f"{self.status} {self.body[:600]!r}"


def checked(answer):
    """Every error that any client sees must be a problem document."""
    if answer.status >= 400:
        fault = fault_in_error(answer.status, answer.headers, answer.body)
        expect(not fault, f"an error tells a program what to do, but {fault}: {answer}")
    return answer


def answer_in(line, number):
    """The answer in a line of `/v1/commands`, its body in the bytes that stand there."""
    told = json.loads(line)
    expect_equal(told["line"], number, "the answers to lines stand in their order")
    body = line.partition(b',"body":')[2].removesuffix(b"}")
    answer = Answer(told["status"], told["headers"], b"" if told["body"] is None else body)
    fault = fault_in_problem(answer.status, answer.body) if answer.status >= 400 else None
    expect(not fault, f"a refused line tells a program what to do, but {fault}: {answer}")
    return answer


class Caller:
    """One connection, kept alive, with one credential. For one thread."""

    def __init__(self, port, key=None):
        self.port = port
        self.key = key
        self.connection = None

    def call(self, method, path, body=None, *, idempotency_key=None, headers=None):
        """The answer, or None if none came: then the outcome is unknown."""
        sent = dict(headers or {})
        if self.key:
            sent["Authorization"] = "Bearer " + self.key
        if idempotency_key:
            sent["Idempotency-Key"] = idempotency_key
        if body is not None:
            sent.setdefault("Content-Type", "application/json")
        if body is not None and not isinstance(body, bytes):
            body = json.dumps(body).encode()
        try:
            response = self._response_to(method, path, body, sent)
            answer = Answer(response.status, response.headers, response.read())
        except (http.client.HTTPException, OSError):
            self.close()
            return None
        if response.will_close:
            self.close()
        return answer if method == "HEAD" else checked(answer)

    def run_commands(self, lines):
        """The answers that came to lines of `/v1/commands`: all of them, or the first few."""
        headers = {"Authorization": "Bearer " + self.key, "Content-Type": "application/x-ndjson"}
        body = "".join(json.dumps(line) + "\n" for line in lines).encode()
        received, is_whole = b"", False
        try:
            response = self._response_to("POST", "/v1/commands", body, headers)
            while piece := response.read1(PIECE_BYTES):
                received += piece
            is_whole = True
        except (http.client.HTTPException, OSError):
            pass
        if not is_whole or response.will_close:
            self.close()
        expect(not is_whole or response.status == 200, f"lines are taken, not {received[:600]!r}")
        told = received.split(b"\n")[:-1]
        expect(not is_whole or len(told) == len(lines), "an answer that ends is to all lines")
        return [answer_in(line, number) for number, line in enumerate(told, 1)]

    def _response_to(self, method, path, body, headers):
        if self.connection is None:
            self.connection = http.client.HTTPConnection(
                "127.0.0.1", self.port, timeout=CALL_SECONDS_MAX)
            self.connection.connect()
            self.connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.connection.request(method, path, body, headers)
        return self.connection.getresponse()

    def close(self):
        if self.connection is not None:
            self.connection.close()
            self.connection = None

    def get(self, path, **query):
        if query:
            path += "?" + urllib.parse.urlencode(query)
        return self.call("GET", path)

    def post(self, path, body, idempotency_key=None, headers=None):
        return self.call("POST", path, body, idempotency_key=idempotency_key, headers=headers)

    def page(self, path):
        page = self.get(path)
        if page is None or page.status != 200:
            raise RuntimeError(f"{path} is read, not {page}")
        return page

    def items(self, path):
        """The items of all pages."""
        items = []
        following = path + ("&" if "?" in path else "?") + "limit=200"
        while following:
            page = self.page(following).json
            items += page["items"]
            following = page["next"]
        return items

    def feed(self):
        """All events of the feed, and the position of the log that they go up to."""
        events, following, is_end = [], "/v1/events?limit=200", False
        while not is_end:
            page = self.page(following)
            events += page.json["items"]
            following, is_end = page.json["next"], page.json["at_end"]
        return events, page.headers["Kalends-Position"]
