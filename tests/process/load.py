"""Concurrent clients that book, cancel and move, and remember what they were told."""

import threading
import uuid


class Ask:
    """A request that can be sent again, word for word."""

    def __init__(self, kind, path, body, noted):
        self.kind = kind
        self.path = path
        self.body = body
        self.noted = noted  # What the checker must know of it.
        self.answers = []

    @property
    def is_answered(self):
        return bool(self.answers)

    def send(self, caller, recording):
        number = recording.asked(kind=self.kind, **self.noted)
        answer = caller.post(self.path, self.body, self.noted["key"])
        recording.told(number, answer)
        if answer is not None and answer.code != "outcome-unknown":
            self.answers.append(answer)
        return answer


class Asker:
    """Makes requests about one clinic's slots: mostly bookings, some that free time again."""

    def __init__(self, clinic, slots):
        self.clinic = clinic
        self.slots = slots

    def book(self, start, metadata=None):
        key = uuid.uuid4().hex
        body = self.clinic.booking(start, metadata={"attempt": key, **(metadata or {})})
        return Ask("book", "/v1/bookings", body, self._noted(key, start=start))

    def cancel(self, booking):
        return Ask("cancel", f"/v1/bookings/{booking}/cancel", {"reason": "ill"},
                   self._noted(uuid.uuid4().hex, booking=booking))

    def move(self, booking, start):
        return Ask("reschedule", f"/v1/bookings/{booking}/reschedule", {"start": start},
                   self._noted(uuid.uuid4().hex, booking=booking, start=start))

    def _noted(self, key, **more):
        return {"key": key, "meeting_type": self.clinic.meeting_type["id"], **more}

    def any(self, random, mine):
        """Of bookings in `mine` now and then one is cancelled or moved."""
        chance = random.random()
        if mine and chance < 0.25:
            return self.cancel(mine.pop(random.randrange(len(mine))))
        if mine and chance < 0.4:
            return self.move(random.choice(mine), random.choice(self.slots))
        return self.book(random.choice(self.slots))


class Load:
    """Clients that ask until they are stopped or the server no longer answers."""

    def __init__(self, asker, recording, random, clients):
        self.asker = asker
        self.recording = recording
        self.asks = []
        self.answered = 0
        self.is_stopping = threading.Event()
        seeds = [random.random() for _ in range(clients)]
        self.threads = [threading.Thread(target=self._run, args=(seed,)) for seed in seeds]
        for thread in self.threads:
            thread.start()

    def _run(self, seed):
        import random
        chance = random.Random(seed)
        caller = self.asker.clinic.caller()
        mine = []
        while not self.is_stopping.is_set():
            ask = self.asker.any(chance, mine)
            self.asks.append(ask)
            answer = ask.send(caller, self.recording)
            if answer is None:
                return
            self.answered += 1
            if ask.kind == "book" and answer.status == 201:
                mine.append(answer.json["id"])
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
