"""Concurrent clients that hold, book, cancel and move, and remember what they were told."""

import random
import threading
import uuid


class Ask:
    """A request that can be sent again, word for word."""

    def __init__(self, kind, path, body, noted, made, method="POST"):
        self.kind = kind
        self.path = path
        self.body = body
        self.noted = noted  # What the checker must know of it.
        self.made = made  # Takes each booking or hold that it made.
        self.method = method
        self.answers = []

    @property
    def is_answered(self):
        return bool(self.answers)

    def send(self, caller, recording):
        number = recording.asked(kind=self.kind, **self.noted)
        answer = caller.call(self.method, self.path, self.body,
                             idempotency_key=self.noted["key"])
        recording.told(number, answer)
        if answer is not None and answer.code != "outcome-unknown":
            self.answers.append(answer)
            if answer.status == 201 and len(self.answers) == 1:
                for one in answer.json.get("bookings", [answer.json]):
                    self.made(one)
        return answer


class Asker:
    """Makes requests about one clinic's slots: mostly bookings, some that free time again."""

    def __init__(self, clinic, slots):
        self.clinic = clinic
        self.slots = slots
        self.booked = []
        self.held = []  # holds and their starts
        self.sessions = []

    def book(self, start, metadata=None, guests=1, party=1):
        key = uuid.uuid4().hex
        body = self.clinic.booking(start, guests=[{"name": "Bob"}] * guests, party=party,
                                   metadata={"attempt": key, **(metadata or {})})
        return self._ask("book", "/v1/bookings", body, key, start=start, party=party)

    def series(self, start, rule, skips_refused):
        key = uuid.uuid4().hex
        recurrence = {"rule": rule, "skip_refused": skips_refused}
        body = self.clinic.booking(start, recurrence=recurrence, metadata={"attempt": key})
        return self._ask("series", "/v1/bookings", body, key, start=start)

    def hold(self, start):
        def held(hold):
            self.held.append((hold["id"], start))
        body = {"meeting_type_id": self.clinic.meeting_type["id"], "start": start}
        return self._ask("hold", "/v1/holds", body, uuid.uuid4().hex, made=held, start=start)

    def book_held(self, hold, start):
        key = uuid.uuid4().hex
        body = self.clinic.booking(start, hold_id=hold, metadata={"attempt": key})
        return self._ask("book", "/v1/bookings", body, key, start=start, hold=hold)

    def extend(self, hold):
        return self._ask("extend", f"/v1/holds/{hold}", {}, uuid.uuid4().hex, method="PATCH",
                         hold=hold)

    def release(self, hold):
        return self._ask("release", f"/v1/holds/{hold}", None, uuid.uuid4().hex,
                         method="DELETE", hold=hold)

    def cancel(self, booking):
        return self._ask("cancel", f"/v1/bookings/{booking}/cancel", {"reason": "ill"},
                         uuid.uuid4().hex, booking=booking)

    def move(self, booking, start):
        return self._ask("reschedule", f"/v1/bookings/{booking}/reschedule", {"start": start},
                         uuid.uuid4().hex, booking=booking, start=start)

    def cancel_session(self, session):
        return self._ask("cancel-session", f"/v1/sessions/{session}/cancel", {"reason": "ill"},
                         uuid.uuid4().hex, session=session)

    def move_session(self, session, start):
        return self._ask("move-session", f"/v1/sessions/{session}/reschedule", {"start": start},
                         uuid.uuid4().hex, session=session, start=start)

    def _booked(self, booking):
        self.booked.append(booking["id"])
        if booking.get("session_id"):
            self.sessions.append(booking["session_id"])

    def _ask(self, kind, path, body, key, *, made=None, method="POST", **noted):
        noted = {"key": key, "meeting_type": self.clinic.meeting_type["id"], **noted}
        return Ask(kind, path, body, noted, made or self._booked, method)

    def any(self, chance):
        """Now and then a booking is cancelled or moved, by whomever it was made."""
        deal = chance.random()
        booked = self.booked[chance.randrange(len(self.booked))] if self.booked else None
        if booked and deal < 0.3:
            return self.cancel(booked)
        if booked and deal < 0.5:
            return self.move(booked, chance.choice(self.slots))
        return self.book(chance.choice(self.slots))

    def any_or_series(self, chance):
        """Some want a time on several days: all of them or, more often, those that are free."""
        if chance.random() < 0.9:
            return self.any(chance)
        rule = f"FREQ=DAILY;COUNT={chance.randrange(2, 5)}"
        return self.series(chance.choice(self.slots), rule, chance.random() < 0.7)

    def any_held(self, chance):
        """Times are held first, and every hold is wanted by several, for itself or another time."""
        deal = chance.random()
        if not self.held or deal < 0.3:
            return self.hold(chance.choice(self.slots))
        hold, start = self.held[-1 - chance.randrange(min(20, len(self.held)))]
        if deal < 0.6:
            return self.book_held(hold, start)
        if deal < 0.65:
            return self.book_held(hold, chance.choice(self.slots))
        if deal < 0.75:
            return self.extend(hold)
        return self.release(hold) if deal < 0.85 else self.any(chance)


    def any_seats(self, chance):
        """Seats of classes are held, booked and cancelled, and classes are cancelled and moved."""
        deal = chance.random()
        lately = self.sessions[-30:]
        if lately and deal < 0.05:
            return self.cancel_session(chance.choice(lately))
        if lately and deal < 0.25:
            return self.move_session(chance.choice(lately), chance.choice(self.slots))
        if deal < 0.35:
            return self.hold(chance.choice(self.slots))
        if self.held and deal < 0.45:
            return self.book_held(*self.held[-1 - chance.randrange(min(20, len(self.held)))])
        if self.booked and deal < 0.6:
            return self.cancel(chance.choice(self.booked))
        return self.book(chance.choice(self.slots), party=chance.randint(1, 2))


class Load:
    """Clients that ask until they are stopped or the server no longer answers.

    What each asks next, `next_ask(chance)` says; `asker.any` if it is not given.
    """

    def __init__(self, asker, recording, chance, clients, next_ask=None):
        self.asker = asker
        self.next_ask = next_ask or asker.any
        self.recording = recording
        self.asks = []
        self.answered = 0
        self.is_stopping = threading.Event()
        seeds = [chance.random() for _ in range(clients)]
        self.threads = [threading.Thread(target=self._run, args=(seed,)) for seed in seeds]
        for thread in self.threads:
            thread.start()

    def _run(self, seed):
        chance = random.Random(seed)
        caller = self.asker.clinic.caller()
        while not self.is_stopping.is_set():
            ask = self.next_ask(chance)
            self.asks.append(ask)
            if ask.send(caller, self.recording) is None:
                return
            self.answered += 1
        caller.close()

    def finish(self):
        """Waits for all clients; what they asked, in the order they began."""
        self.is_stopping.set()
        for thread in self.threads:
            thread.join()
        return self.asks


def in_parallel(work, count):
    """Runs `work(n)` for n below `count`, each in a thread, all begun together; the results."""
    barrier = threading.Barrier(count)
    results = [None] * count

    def run(number):
        barrier.wait()
        results[number] = work(number)

    threads = [threading.Thread(target=run, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
