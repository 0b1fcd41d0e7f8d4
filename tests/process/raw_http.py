"""Requests sent as bytes, and the answers to them read to the letter."""

import json
import re
import socket
import threading

SECONDS_MAX = 30
FIELD = re.compile(rb"([!#$%&'*+.^_`|~0-9A-Za-z-]+): ?(.*)")


class RawAnswer:
    def __init__(self, status, headers, body):
        self.status = status
        self.headers = headers  # By their names in lower case.
        self.body = body

    @property
    def id(self):
        """The request that it says it belongs to."""
        return self.headers.get("x-request-id")

    @property
    def json(self):
        return json.loads(self.body)

    def __repr__(self):
        return f"{self.status} to {self.id}"


class Unreadable(Exception):
    """What came is no row of whole answers."""


def answers_in(received, *, bare=False):
    """All answers, one after the other; an interim one is left out. With `bare`, the last may be
    content alone, as HTTP/0.9 has it."""
    answers = []
    while received:
        if bare and not received.startswith(b"HTTP/"):
            return [*answers, RawAnswer(0, {}, received)]
        answer, received = _first_answer(received)
        if answer.status >= 200:
            answers.append(answer)
    return answers


def _first_answer(received):
    head, found, rest = received.partition(b"\r\n\r\n")
    status, *lines = head.split(b"\r\n")
    match = re.fullmatch(rb"HTTP/1\.[01] (\d{3})( .*)?", status)
    fields = [FIELD.fullmatch(line) for line in lines]
    if not found or not match or not all(fields):
        raise Unreadable(received[:300])
    headers = {field[1].decode().lower(): field[2].decode(errors="replace") for field in fields}
    length = int(headers.get("content-length", 0))
    if len(rest) < length:
        raise Unreadable(received[:300])
    return RawAnswer(int(match[1]), headers, rest[:length]), rest[length:]


def exchange(port, sent, *, ends=False):
    """All that comes until the other side closes; whether it did. If `ends`, our side is ended."""
    with socket.create_connection(("127.0.0.1", port), timeout=SECONDS_MAX) as wire:
        sender = threading.Thread(target=_send, args=(wire, sent, ends), daemon=True)
        sender.start()
        received = b""
        try:
            while piece := wire.recv(65536):
                received += piece
        except ConnectionResetError:
            pass
        except TimeoutError:
            return received, False
        return received, True


def _send(wire, sent, ends):
    """By a thread of its own, since who refuses early may not read the rest."""
    try:
        wire.sendall(sent)
        if ends:
            wire.shutdown(socket.SHUT_WR)
    except OSError:
        return
