"""A client that reads what it wrote, in every view."""

import datetime
import itertools
import threading
import time
from collections.abc import Callable
from typing import NamedTuple

from trial import Failed, expect, expect_equal

# Each that is late has waited for a quarter of a second.
ASKS_MAX = 40


class Answered(NamedTuple):
    """An answer that shows what it must, or is late; its times are those of this process."""

    begun: float
    ended: float
    is_late: bool

    @property
    def seconds(self):
        return self.ended - self.begun


class Question(NamedTuple):
    """What is asked of a view, how its answer is read, and what it then shows."""

    path: str
    shown_in: Callable
    expected: object


class Reader:
    """The only client of a clinic, which therefore knows what each view must show.

    It books, finds the booking in each view, and cancels it. An answer shows all that was told
    before it was asked for, or says that it is late; then it is asked for again.
    """

    def __init__(self, clinic, slots):
        self.clinic = clinic
        self.slots = slots
        self.caller = clinic.caller()
        self.is_stopping = threading.Event()
        self.answers = []
        self.refused = 0  # by views that were filled for the first time
        self.cancelled = 0

    def read_on(self):
        """Until it is stopped."""
        before = told(self.caller.get("/v1/hosts"), 200)
        for start in itertools.cycle(self.slots):
            if self.is_stopping.is_set():
                return
            before = self._book_and_look(start, before)

    def _book_and_look(self, start, before):
        """`before` is a position behind which nothing has happened; returns the next such."""
        booked = self.caller.post("/v1/bookings", self.clinic.booking(start))
        told(booked, 201)
        booking = booked.json["id"]
        for question in self._questions(booking, before):
            self._look(question, booked.position)
        cancelled = self.caller.post(f"/v1/bookings/{booking}/cancel", {})
        self.cancelled += 1
        return told(cancelled, 200)

    def _questions(self, booking, before):
        today = datetime.datetime.now(datetime.timezone.utc).date()
        dates = f"from={today}&to={today + datetime.timedelta(days=60)}"
        counts = {"confirmed": 1, "cancelled": self.cancelled}
        return [
            Question("/v1/bookings?status=confirmed",
                     lambda page: [item["id"] for item in page["items"]], [booking]),
            Question(f"/v1/analytics/bookings?group_by=status&{dates}",
                     lambda page: counted(page["items"]),
                     {status: count for status, count in counts.items() if count}),
            Question(f"/v1/hosts/{self.clinic.host['id']}/dashboard",
                     lambda board: board["next"] and board["next"]["id"], booking),
            Question(f"/v1/events?after={before}",
                     lambda page: [event["data"].get("booking") for event in page["items"]],
                     [booking])]

    def _look(self, question, written):
        for _ in range(ASKS_MAX):
            begun = time.monotonic()
            answer = self.caller.get(question.path)
            if is_refused(answer):
                self.refused += 1
                return
            told(answer, 200)
            is_late = answer.headers.get("Kalends-Late") == "true"
            self.answers.append(Answered(begun, time.monotonic(), is_late))
            expect(is_late or answer.position >= written,
                   f"{question.path} shows the log up to {written}, not {answer.position}, or is "
                   "late")
            if answer.position >= written:
                expect_equal(question.shown_in(answer.json), question.expected, question.path)
            if not is_late:
                return
        raise Failed(f"{question.path} is late {ASKS_MAX} times")


def told(answer, status):
    """The position that an answer reflects, which must have this status."""
    expect(answer is not None and answer.status == status, f"the status is {status}, not {answer}")
    return answer.headers["Kalends-Position"]


def is_refused(answer):
    """Whether a view does not answer yet, and says so."""
    if answer is None or answer.status != 503:
        return False
    expect_equal((answer.code, answer.headers.get("Retry-After")), ("view-filling", "1"),
                 "a view that is not there yet refuses")
    return True


def counted(rows):
    counts = {}
    for row in rows:
        counts[row["status"]] = counts.get(row["status"], 0) + row["bookings"]
    return counts
