"""Concurrent clients that hold, book, cancel and move, and remember what they were told."""

import concurrent.futures
import random
import threading
import uuid

from asks import Ask, send_together

TOGETHER_MAX = 30


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

    def series(self, start, rule, skips_refused, party=1):
        key = uuid.uuid4().hex
        recurrence = {"rule": rule, "skip_refused": skips_refused}
        body = self.clinic.booking(start, recurrence=recurrence, party=party,
                                   metadata={"attempt": key})
        return self._ask("series", "/v1/bookings", body, key, start=start, party=party)

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

    def offer(self):
        """A new meeting type, which is known by its name."""
        key = uuid.uuid4().hex
        body = {"name": key, "duration_minutes": 30,
                "hosts": [{"host_id": self.clinic.host["id"]}]}
        return self._ask("offer", "/v1/meeting-types", body, key, made=lambda _: None)

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

    def any_kind(self, chance):
        """Times are held and booked, some on several days, cancelled and moved, and types made."""
        deal = chance.random()
        if deal < 0.1:
            return self.any_days(chance)
        if deal < 0.15:
            return self.offer()
        return self.any_held(chance) if deal < 0.4 else self.any(chance)

    def any_days(self, chance, party=1):
        rule = f"FREQ=DAILY;COUNT={chance.randrange(2, 5)}"
        return self.series(chance.choice(self.slots), rule, chance.random() < 0.7, party)

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
        """Seats are held, booked for one day or several, and cancelled; classes move or are off."""
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
        party = chance.randint(1, 2)
        if deal < 0.7:
            return self.any_days(chance, party)
        return self.book(chance.choice(self.slots), party=party)


class Load:
    """Clients that ask until they are stopped or the server no longer answers.

    What each asks next, `next_ask(chance)` says; `asker.any` if it is not given. The last
    `together` of them send many at once, as the lines of one request.
    """

    def __init__(self, asker, recording, chance, clients, next_ask=None, together=0):
        self.asker = asker
        self.next_ask = next_ask or asker.any
        self.recording = recording
        self.asks = []
        self.answered = 0
        self.is_stopping = threading.Event()
        ways = [self._ask_one] * (clients - together) + [self._ask_many] * together
        self.pool = concurrent.futures.ThreadPoolExecutor(clients)
        self.running = [self.pool.submit(self._run, chance.random(), way) for way in ways]

    def _run(self, seed, way):
        chance = random.Random(seed)
        caller = self.asker.clinic.caller()
        while not self.is_stopping.is_set():
            if not way(caller, chance):
                return
        caller.close()

    def _ask_one(self, caller, chance):
        """Whether it was answered."""
        ask = self.next_ask(chance)
        self.asks.append(ask)
        if ask.send(caller, self.recording) is None:
            return False
        self.answered += 1
        return True

    def _ask_many(self, caller, chance):
        """Whether all of them were."""
        asks = [self.next_ask(chance) for _ in range(chance.randint(2, TOGETHER_MAX))]
        self.asks += asks
        answers = send_together(asks, caller, self.recording)
        self.answered += len(answers)
        return len(answers) == len(asks)

    def finish(self):
        """Waits for all clients; what they asked, in the order they began."""
        self.is_stopping.set()
        self.pool.shutdown()
        for one in self.running:
            one.result()
        return self.asks


def in_parallel(work, count):
    """Runs `work(n)` for n below `count`, each in a thread, all begun together; the results."""
    barrier = threading.Barrier(count)

    def run(number):
        barrier.wait()
        return work(number)

    with concurrent.futures.ThreadPoolExecutor(count) as pool:
        return list(pool.map(run, range(count)))
