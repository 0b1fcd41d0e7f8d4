"""Every kind of error that the edge has is a problem document, whose code says which it is."""

import contextlib
import select
import socket

from clinic import Clinic
from framing_vectors import CRLF, chunked, post, request
from load import in_parallel
from problems import fault_in_error
from raw_http import answers_in, exchange
from serving import Server
from trial import expect, expect_equal, run

LONG_BODIES_MAX = 64
ANSWER_SECONDS_MAX = 20
JSON = b"Content-Type: application/json"


def authorised(clinic, *fields, **more):
    return request(b"Authorization: Bearer " + clinic.key.encode(), *fields,
                   b"Connection: close", **more)


def with_body(clinic, path, body, *fields):
    return authorised(clinic, b"Content-Length: %d" % len(body), *fields, method=b"POST",
                      target=path, body=body)


def edges(clinic):
    """What is sent, by the status and the code that refuse it."""
    host = f"/v1/hosts/{clinic.host['id']}".encode()
    return {
        (400, "malformed"): request(host=None),
        (401, "unauthorised"): request(b"Connection: close", target=b"/v1/hosts"),
        (404, "not-found"): authorised(clinic, target=b"/v1/nowhere"),
        (405, "method-not-allowed"): authorised(clinic, method=b"POST", target=host),
        (408, "request-timeout"): request()[:-len(CRLF)],
        (412, "stale-revision"): authorised(
            clinic, b'If-Match: "7"', JSON, b"Content-Length: 15", method=b"PATCH", target=host,
            body=b'{"kind":"room"}'),
        (413, "content-too-large"): chunked(b"fffff\r\n"),
        (414, "target-too-long"): request(target=b"/" + b"y" * 5000),
        (415, "unsupported-media-type"): with_body(
            clinic, b"/v1/hosts", b"name=Eve", b"Content-Type: application/x-www-form-urlencoded"),
        (417, "expectation-failed"): post(b"Expect: 200-ok"),
        (422, "invalid-duration"): with_body(
            clinic, b"/v1/holds", b'{"meeting_type_id":"%s","start":"2999-01-01T09:00:00Z",'
            b'"duration_minutes":31}' % clinic.meeting_type["id"].encode(), JSON),
        (431, "header-too-large"): request(b"X-Any: " + b"y" * 9000),
        (501, "not-implemented"): request(b"Connection: close", method=b"BREW"),
        (505, "version-not-supported"): request(version=b"HTTP/2.0"),
    }


def expect_error(port, expected, sent):
    received, has_closed = exchange(port, sent)
    expect(has_closed, f"{expected} ends the connection")
    expect_told(received, expected)


def expect_told(received, expected):
    answers = answers_in(received)
    expect_equal(len(answers), 1, f"the answers of {expected}")
    answer = answers[0]
    fault = fault_in_error(answer.status, answer.headers, answer.body)
    expect(not fault, f"{expected} tells a program what to do, but {fault}: {answer.body!r}")
    told = answer.status, answer.json["code"]
    expect_equal(told, expected, "the code says which error it is")


def expect_long_bodies_bounded(clinic, port):
    """None of them ever ends, and one is more than may be on their way."""
    head = authorised(clinic, b"Content-Type: application/x-ndjson", b"Content-Length: 100000",
                      method=b"POST", target=b"/v1/commands")
    with contextlib.ExitStack() as open_ones:
        wires = [open_ones.enter_context(socket.create_connection(("127.0.0.1", port)))
                 for _ in range(LONG_BODIES_MAX + 1)]
        for wire in wires:
            wire.sendall(head)
        answered, _, _ = select.select(wires, [], [], ANSWER_SECONDS_MAX)
        expect_equal(len(answered), 1, "how many are refused")
        expect_told(answered[0].recv(65536), (503, "overloaded"))


def errors(trial):
    with Server(trial) as server:
        clinic = Clinic(server)
        all_edges = list(edges(clinic).items())
        in_parallel(lambda number: expect_error(server.port, *all_edges[number]), len(all_edges))
        expect_long_bodies_bounded(clinic, server.port)
        server.stop()


if __name__ == "__main__":
    run(errors, __doc__)
