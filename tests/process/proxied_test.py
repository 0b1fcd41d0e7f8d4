"""Behind haproxy and nginx, every request is what the proxy took it for: the server answers as many
as were passed on, each with its own answer."""

import collections
import concurrent.futures
import pathlib
import re
import tempfile

from clinic import Clinic
from framing_look_alikes import legal_vectors
from framing_vectors import SMUGGLED, refused_vectors
from mixtures import MARK_CHARACTERS, Mixer
from problems import fault_in_error
from proxies import Haproxy, Nginx
from raw_http import Unreadable, answers_in, exchange
from serving import Server
from trial import Failed, expect, expect_equal, run
from wire import Wire

# What the server calls a request that has no name which can be read.
OWN_NAME = re.compile(r"[0-9a-f]{8}-[0-9a-f]{12}")
SMUGGLING_LENGTH = re.compile(rb"(content-length: )%d(?=\r)" % len(SMUGGLED), re.IGNORECASE)
# Of a request that is not read to its end.
REFUSALS = (400, 413, 431)
CLIENTS = 16
FRONTS = (
    ("haproxy", Haproxy, ()),
    ("haproxy, which lets pass what it can", Haproxy, ("option accept-invalid-http-request",)),
    ("nginx", Nginx, ()),
    ("nginx, which lets pass what it can", Nginx,
     ("proxy_request_buffering off", "ignore_invalid_headers off", "underscores_in_headers on",
      "merge_slashes off")),
)


class Tap(Wire):
    """A wire that keeps what the server answers on each of its connections."""

    def __init__(self, port):
        self.answered = collections.defaultdict(bytes)
        super().__init__()
        self.lay_to(port)

    def passed(self, far, piece, is_reply):
        if is_reply:
            self.answered[far] += piece
        return piece

    def answers(self):
        return [answer for received in self.answered.values() for answer in answers_in(received)]


class Misreading(Tap):
    """As if the server took such a content for the next request."""

    def passed(self, far, piece, is_reply):
        return super().passed(far, piece if is_reply else SMUGGLING_LENGTH.sub(
            lambda match: match[1] + b"00", piece), is_reply)


def is_of_others(answer, marks, all_marks):
    """A proxy's own names no request, and a name may have been damaged on its way out."""
    name = answer.id or ""
    pieces = {name[place:place + MARK_CHARACTERS] for place in range(len(name))}
    return not pieces.isdisjoint(all_marks) and pieces.isdisjoint(marks)


def fault_of(port, row, all_marks):
    """What is wrong with the answers that the client of a connection got, or nothing."""
    marks, sent = row
    received, has_closed = exchange(port, sent)
    if not has_closed:
        return f"{sent[:300]!r} is left without an end: {received[:300]!r}"
    try:
        answers = answers_in(received, bare=True)
    except Unreadable as unreadable:
        return f"{sent[:300]!r} gets no answers: {unreadable}"
    alien = [answer for answer in answers if is_of_others(answer, marks, all_marks)]
    return f"{sent[:300]!r} gets an answer of another: {alien}" if alien else None


def pass_through(trial, server, front, tap_class=Tap):
    name, proxy_class, options = front
    mixer = Mixer(trial.random, legal_vectors(), refused_vectors())
    rows = [mixer.row([vector.sent]) for vector in mixer.refused + mixer.legal]
    rows += [mixer.mixture() for _ in range(trial.arguments.mixtures)]
    trial.random.shuffle(rows)
    all_marks = {mark for marks, _ in rows for mark in marks}
    tap = tap_class(server.port)
    folder = pathlib.Path(tempfile.mkdtemp(dir=trial.folder))
    with proxy_class(folder, tap.port, options) as proxy:
        with concurrent.futures.ThreadPoolExecutor(CLIENTS) as clients:
            faults = clients.map(lambda row: fault_of(proxy.port, row, all_marks), rows)
            faults = [fault for fault in faults if fault]
        notes = proxy.finish()
    expect(not faults, f"through {name} {len(faults)}:\n" + "\n".join(faults[:20]))
    expect_same(name, notes, tap.answers())
    cut_off = sum(1 for note in notes if not note.answered)
    print(f"{name}: {mixer.count} requests sent on {len(rows)} connections, {len(notes)} passed on,"
          f" {cut_off} of them cut off; {len(notes) - cut_off} answers", flush=True)


def expect_same(name, notes, answers):
    """Who is refused while the proxy still reads what it sends may be cut off by the proxy, too."""
    expect(notes, f"{name} passes something on")
    noted = collections.Counter(note.answered for note in notes if note.answered)
    cut_off = {note.asked.strip() for note in notes if not note.answered}
    faults = {fault_in_error(answer.status, answer.headers, answer.body)
              for answer in answers if answer.status >= 400}
    expect(not faults - {None}, f"errors behind {name} tell a program what to do: {faults}")
    seen = collections.Counter(answer.id for answer in answers if not (
        answer.status in REFUSALS and answer.id not in noted and answer.id in cut_off))
    expect_equal(seen - noted, noted - seen,
                 f"the server answers what {name} passed on, no more and no less")
    swapped = [note for note in notes if note.answered and note.answered != note.asked.strip()
               and not OWN_NAME.fullmatch(note.answered)]
    expect(not swapped, f"through {name} each has its own answer, but for {swapped[:20]}")


def expect_misreading_is_found(trial, server):
    try:
        pass_through(trial, server, trial.random.choice(FRONTS), Misreading)
    except Failed as found:
        print(f"a request that is taken for two is found: {str(found)[:100]!r}...", flush=True)
        return
    raise Failed("a request that is taken for two is found")


def proxied(trial):
    with Server(trial) as server:
        Clinic(server)  # A store without events is no test of its schemas.
        for front in FRONTS:
            pass_through(trial, server, front)
        expect_misreading_is_found(trial, server)
        server.stop()


if __name__ == "__main__":
    run(proxied, __doc__, mixtures=500)
