"""Calls of the HTTP API."""

import http.client
import json
import socket
import urllib.parse

CALL_SECONDS_MAX = 30


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
            return self._exchange(method, path, body, sent)
        except (http.client.HTTPException, OSError):
            self.close()
            return None

    def _exchange(self, method, path, body, headers):
        if self.connection is None:
            self.connection = http.client.HTTPConnection(
                "127.0.0.1", self.port, timeout=CALL_SECONDS_MAX)
            self.connection.connect()
            self.connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.connection.request(method, path, body, headers)
        response = self.connection.getresponse()
        answer = Answer(response.status, response.headers, response.read())
        if response.will_close:
            self.close()
        return answer

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
