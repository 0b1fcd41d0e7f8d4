"""An organisation by chance: who works when, what is offered, and what becomes of it."""

import datetime
import uuid
import zoneinfo

from clinic import made
from free_starts import DAY, MINUTE, UTC, WEEKDAYS, Host, MeetingType, free_starts, instant
from trial import expect, expect_equal

ZONES = ("Etc/UTC", "Europe/Luxembourg", "America/New_York", "Asia/Kathmandu", "Asia/Tokyo",
         "Australia/Lord_Howe", "America/Santiago", "Africa/Cairo", "Europe/Dublin",
         "Pacific/Auckland")
REFUSALS = {"claimed", "busy", "absent", "outside-hours", "misaligned-start", "too-soon", "too-far",
            "not-first"}
HOLD_MINUTES = 10


def text_of(time):
    return time.strftime("%Y-%m-%dT%H:%M:%SZ")


def clock(minutes):
    return f"{minutes // 60:02}:{minutes % 60:02}"


class Scenario:
    """Plays on one server, at the time that its clock shows; it keeps account of what is taken."""

    def __init__(self, chance, now):
        self.chance = chance
        self.now = now
        self.key = None
        self.hosts = {}
        self.booked = {}  # Ids and starts of bookings.
        self.holds = {}  # Ids and expiries.
        self.calls = 0

    def call(self, caller, method, path, body=None):
        self.calls += 1
        caller.key = self.key
        key = None if method == "GET" else uuid.UUID(int=self.chance.getrandbits(128)).hex
        answer = caller.call(method, path, body, idempotency_key=key)
        expect(answer is not None, f"{method} {path} is answered")
        return answer

    def make(self, caller, path, body):
        return made(self.call(caller, "POST", path, body))

    def set_up(self, caller, operator_key):
        self.key = operator_key
        organisation = self.make(caller, "/v1/organisations",
                                 {"name": "Chance", "time_zone": self.chance.choice(ZONES)})
        self.key = organisation["owner_key"]["secret"]
        for _ in range(1 if self.chance.random() < 0.7 else self.chance.randint(2, 3)):
            self.hire(caller)
        self.offer(caller)

    def hire(self, caller):
        zone = self.chance.choice(ZONES)
        host = self.make(caller, "/v1/hosts", {"name": "Ann", "time_zone": zone})["id"]
        schedule = {"time_zone": zone, "weekly": self.weekly(), "overrides": self.overrides()}
        answer = self.call(caller, "PUT", f"/v1/hosts/{host}/schedules/default", schedule)
        expect_equal(answer.status, 200, f"{schedule} is set: {answer}")
        self.hosts[host] = Host(zoneinfo.ZoneInfo(zone), schedule["weekly"],
                                schedule["overrides"], [], {})
        if self.chance.random() < 0.4:
            self.go_away(caller, host)
        if self.chance.random() < 0.5:
            self.import_busy(caller, host)

    def range_of_day(self):
        start = self.chance.randrange(0, 96) * 15
        end = min(start + self.chance.randint(1, 40) * 15, 24 * 60)
        return {"start": clock(start), "end": clock(end)}

    def weekly(self):
        return [{"days": self.chance.sample(WEEKDAYS, self.chance.randint(1, 7)),
                 **self.range_of_day()} for _ in range(self.chance.randint(1, 3))]

    def overrides(self):
        dates = self.chance.sample(range(-1, 12), self.chance.randint(0, 3))
        return [{"date": (self.now.date() + days * DAY).isoformat(),
                 "ranges": [self.range_of_day()] * self.chance.randint(0, 1)} for days in dates]

    def go_away(self, caller, host):
        first = self.now.date() + self.chance.randint(0, 8) * DAY
        last = first + self.chance.randint(0, 2) * DAY
        self.make(caller, f"/v1/hosts/{host}/absences",
                  {"from": first.isoformat(), "to": last.isoformat()})
        zone = self.hosts[host].zone
        self.hosts[host].busy.append((instant(zone, first, "00:00"), instant(zone, last, "24:00")))

    def import_busy(self, caller, host):
        begin = self.now.replace(minute=0)
        starts = (begin + self.chance.randrange(0, 24 * 60 * 10) * MINUTE
                  for _ in range(self.chance.randint(1, 12)))
        busy = [(start, start + self.chance.randint(1, 300) * MINUTE) for start in starts]
        answer = self.call(caller, "PUT", f"/v1/hosts/{host}/busy/work", {
            "from": text_of(begin), "to": text_of(begin + 20 * DAY),
            "busy": [{"start": text_of(start), "end": text_of(end)} for start, end in busy],
            "stale_after_minutes": 44640, "when_stale": "open"})
        expect_equal(answer.status, 200, f"what is busy is put: {answer}")
        self.hosts[host].busy += busy

    def offer(self, caller):
        chance, zone = self.chance, self.chance.choice(ZONES)
        hosts = [{"host_id": host} for host in self.hosts]
        terms = {
            "name": "Talk", "duration_minutes": chance.choice([10, 15, 20, 30, 45, 60, 90]),
            "slot_interval_minutes": chance.choice([None, None, 5, 15, 30, 50]),
            "align_to_minutes": chance.choice([None, None, 5, 20, 60]),
            "buffer_before_minutes": chance.choice([0, 0, 5, 15]),
            "buffer_after_minutes": chance.choice([0, 0, 10, 20]),
            "buffers_inside_hours": len(hosts) == 1 and chance.random() < 0.3,
            "notice_minutes": chance.choice([0, 30, 24 * 60]),
            "first_per_day": chance.random() < 0.15, "time_zone": zone,
            "window": {"kind": "rolling_days", "days": chance.randint(1, 12)},
            "hosts": hosts if len(hosts) == 1 else [{"any_of": hosts}]}
        self.meeting_type = MeetingType(zoneinfo.ZoneInfo(zone), terms)
        self.type_id = self.make(caller, "/v1/meeting-types", terms)["id"]

    def pass_time(self, now):
        """What is held no longer claims nothing any more."""
        self.now = now
        for hold in [hold for hold, expiry in self.holds.items() if expiry <= now]:
            del self.holds[hold]
            self.let_go(hold)

    def free(self, but=()):
        return free_starts(self.meeting_type, list(self.hosts.values()), self.now, but=but)

    def claim(self, claim, host, start):
        self.hosts[host].claims[claim] = self.meeting_type.window(start)

    def let_go(self, claim):
        for host in self.hosts.values():
            host.claims.pop(claim, None)

    def read(self, caller):
        """The slots that are listed are those that there are, each with those who are free."""
        begin, end = self.now - DAY, self.now + 16 * DAY
        answer = self.call(caller, "GET", f"/v1/meeting-types/{self.type_id}/slots"
                           f"?from={text_of(begin)}&to={text_of(end)}")
        expect_equal(answer.status, 200, f"slots are listed: {answer}")
        listed = [slot["start"] for slot in answer.json["items"]]
        expected = [text_of(start) for start in self.free()]
        differing = sorted(set(listed) ^ set(expected))
        expect(listed == expected, f"at {self.now} these starts are listed or free, not both: "
               f"{differing[:10]}; {self.meeting_type.terms}, {self.hosts}")
        return len(listed)

    def any_start(self, free):
        """Mostly a free one, else any minute."""
        if free and self.chance.random() < 0.7:
            return self.chance.choice(list(free))
        minute = self.now.replace(second=0) + MINUTE
        return minute + self.chance.randrange(0, 24 * 60 * 10) * MINUTE

    def decided(self, answer, start, free, done):
        """Whether it was accepted, as it is if and only if its start is free."""
        expect(start not in free if answer.status != done else start in free,
               f"{text_of(start)} at {self.now} is free or not, as it is decided: {answer}; "
               f"{self.meeting_type.terms}, {self.hosts}")
        expect(answer.status == done or answer.code in REFUSALS, f"a reason is given: {answer}")
        return answer.status == done

    def is_of_free_host(self, answer, start, free):
        host, = answer.json["host_ids"]
        expect(self.hosts[host] in free[start], f"the host chosen is free: {answer}")
        return host

    def book(self, caller):
        free = self.free()
        start = self.any_start(free)
        answer = self.call(caller, "POST", "/v1/bookings", {
            "meeting_type_id": self.type_id, "start": text_of(start), "guests": [{"name": "Bob"}]})
        if self.decided(answer, start, free, 201):
            booking = answer.json["id"]
            self.claim(booking, self.is_of_free_host(answer, start, free), start)
            self.booked[booking] = start

    def hold(self, caller):
        free = self.free()
        start = self.any_start(free)
        answer = self.call(caller, "POST", "/v1/holds", {
            "meeting_type_id": self.type_id, "start": text_of(start)})
        if self.decided(answer, start, free, 201):
            hold = answer.json["id"]
            self.claim(hold, self.is_of_free_host(answer, start, free), start)
            self.holds[hold] = self.now + HOLD_MINUTES * MINUTE

    def cancel(self, caller):
        if self.booked:
            booking = self.chance.choice(list(self.booked))
            answer = self.call(caller, "POST", f"/v1/bookings/{booking}/cancel", {})
            expect_equal(answer.status, 200, f"a booking to come is cancelled: {answer}")
            del self.booked[booking]
            self.let_go(booking)

    def move(self, caller):
        if self.booked:
            booking = self.chance.choice(list(self.booked))
            free = self.free(but=(booking,))
            start = self.any_start(free)
            answer = self.call(caller, "POST", f"/v1/bookings/{booking}/reschedule",
                               {"start": text_of(start)})
            if self.decided(answer, start, free, 200):
                self.let_go(booking)
                self.claim(booking, self.is_of_free_host(answer, start, free), start)
                self.booked[booking] = start

    def play(self, caller, times):
        """Returns how many slots were compared."""
        compared = self.read(caller)
        for _ in range(times):
            self.chance.choice([self.book, self.book, self.hold, self.cancel, self.move])(caller)
        return compared + self.read(caller)

    def come_back(self, caller, now):
        """Later, when holds ran out and some starts are over."""
        self.pass_time(now)
        self.booked = {booking: start for booking, start in self.booked.items() if start > now}
        return self.play(caller, 2)
