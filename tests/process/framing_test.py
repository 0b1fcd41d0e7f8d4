"""What RFC 9112 and RFC 9110 have a server refuse is refused and ends its connection; what only
looks like it is answered exactly once."""

import collections

from clinic import Clinic
from framing_look_alikes import legal_vectors
from framing_vectors import refused_vectors, request
from problems import fault_in_error
from raw_http import Unreadable, answers_in, exchange
from serving import Server
from trial import expect, expect_equal, run

REFUSED_MIN = 200
LEGAL_MIN = 40
# The options of everything, the root, which leads to the page at /docs, a path that nothing has,
# and a method that nobody knows.
UNDERSTOOD = (204, 308, 404, 501)


def fault_of(port, vector, mark):
    """What is wrong with the answers to one vector and to the request behind it, or nothing."""
    after = request(b"Connection: close").replace(b"MARK", f"after-{mark}".encode())
    received, has_closed = exchange(port, vector.marked(mark) + after)
    if not has_closed:
        return f"the connection stays open after {received[:300]!r}"
    try:
        answers = answers_in(received)
    except Unreadable as unreadable:
        return f"no answers: {unreadable}"
    if any("smuggled" in (answer.id or "") for answer in answers):
        return f"a request within it is answered: {answers}"
    return fault_of_legal(vector, answers, mark) if vector.is_legal else (
        fault_of_refused(vector, answers, mark))


def fault_of_refused(vector, answers, mark):
    if len(answers) != 1 or answers[0].id == f"after-{mark}":
        return f"it gets one answer and none comes after it, not {answers}"
    if answers[0].status not in vector.statuses:
        return f"it is refused with one of {vector.statuses}, not {answers}"
    if answers[0].headers.get("connection") != "close":
        return f"its refusal says that the connection ends: {answers[0].headers}"
    return fault_in_error(answers[0].status, answers[0].headers, answers[0].body)


def fault_of_legal(vector, answers, mark):
    expected = [mark, f"after-{mark}"] if vector.keeps else [mark]
    if [answer.id for answer in answers] != expected:
        return f"{expected} are answered, not {answers}"
    if any(answer.status not in UNDERSTOOD for answer in answers):
        return f"it is understood, not {answers}"
    return None


def framing(trial):
    refused, legal = refused_vectors(), legal_vectors()
    expect(len(refused) >= REFUSED_MIN, f"there are vectors enough to refuse, not {len(refused)}")
    expect(len(legal) >= LEGAL_MIN, f"there are look-alikes enough, not {len(legal)}")
    names = collections.Counter(vector.name for vector in refused + legal)
    expect_equal(names.most_common(1)[0][1], 1, f"no vector counts twice: {names.most_common(1)}")
    with Server(trial) as server:
        Clinic(server)  # A store without events is no test of its schemas.
        faults = []
        for number, vector in enumerate(refused + legal):
            fault = fault_of(server.port, vector, f"{number:04}")
            faults += [f"{vector.section}, {vector.name}: {fault}"] if fault else []
        expect(not faults, f"of {len(names)} vectors {len(faults)}:\n" + "\n".join(faults))
        server.stop()
    sections = len({vector.section for vector in refused})
    print(f"{len(refused)} refused, of {sections} sections; {len(legal)} look-alikes answered")


if __name__ == "__main__":
    run(framing, __doc__)
