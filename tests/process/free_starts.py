"""Which starts of a meeting type are free, worked out from domain/RULES.md alone.

It knows one host or a group of which any will do, weekly hours with overrides, absences, busy
time, claims with buffers, notice, rolling days, a fixed grid with or without alignment, and the
first slot of a day. Instants are `datetime`s in UTC, intervals are pairs of them, half-open.
"""

import dataclasses
import datetime

DAY = datetime.timedelta(days=1)
MINUTE = datetime.timedelta(minutes=1)
UTC = datetime.timezone.utc
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def instant(zone, date, clock):
    """Of a civil time, in a gap by the offset before it, and the first of two (rule W1)."""
    hours, minutes = map(int, clock.split(":"))
    if hours == 24:
        date, hours = date + DAY, 0
    civil = datetime.datetime.combine(date, datetime.time(hours, minutes), zone)
    return civil.astimezone(UTC)


def united(intervals):
    """Sorted, with those that overlap or touch made one (rule W3)."""
    joined = []
    for start, end in sorted(intervals):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined


def overlaps(one, other):
    return one[0] < other[1] and other[0] < one[1]


@dataclasses.dataclass
class Host:
    """`weekly` and `overrides` are as the API has them, `busy` and `claims` intervals; a claim's is
    its protected window."""

    zone: datetime.tzinfo
    weekly: list
    overrides: list
    busy: list
    claims: dict

    def ranges(self, date):
        """Its hours of one date (rules W1 to W4)."""
        overriding = [one["ranges"] for one in self.overrides if one["date"] == date.isoformat()]
        day = WEEKDAYS[date.weekday()]
        ranges = [one for ranges in overriding for one in ranges] if overriding else [
            rule for rule in self.weekly if day in rule["days"]]
        spans = [(instant(self.zone, date, one["start"]), instant(self.zone, date, one["end"]))
                 for one in ranges]
        return united((start, end) for start, end in spans if start < end)

    def hours(self, dates):
        """Joined across dates, and the ranges of each, where its grid begins (rule G1)."""
        anchored = [span for date in dates for span in self.ranges(date)]
        return united(anchored), anchored

    def is_free(self, window, but=()):
        claims = (claim for name, claim in self.claims.items() if name not in but)
        return not any(overlaps(window, taken) for taken in (*self.busy, *claims))


@dataclasses.dataclass
class MeetingType:
    """As the API has it, in `terms`; `zone` is its own."""

    zone: datetime.tzinfo
    terms: dict

    def minutes(self, name):
        return self.terms.get(name) * MINUTE

    @property
    def duration(self):
        return self.minutes("duration_minutes")

    def window(self, start):
        return (start - self.minutes("buffer_before_minutes"),
                start + self.duration + self.minutes("buffer_after_minutes"))

    def anchor(self, host, start):
        align = self.terms["align_to_minutes"]
        while align and start.astimezone(host.zone).minute % align:
            start += MINUTE
        return start

    def grid(self, host, anchored):
        step = (self.terms["slot_interval_minutes"] or self.terms["duration_minutes"]) * MINUTE
        for begin, end in anchored:
            start = self.anchor(host, begin)
            while start < end:
                yield start
                start += step

    def is_in_time(self, start, now):
        """Notice and window (rules N1 and N2)."""
        days = (start.astimezone(self.zone).date() - now.astimezone(self.zone).date()).days
        return start >= now + self.minutes("notice_minutes") and (
            0 <= days <= self.terms["window"]["days"])

    def first_of_days(self, starts):
        seen = set()
        for start in starts:
            date = start.astimezone(self.zone).date()
            if date not in seen:
                seen.add(date)
                yield start


def free_starts(meeting_type, hosts, now, *, but=()):
    """Every start that can be booked, each with those of the hosts that are free then. What is
    `but` claims nothing, since it is to be moved."""
    first = now.astimezone(UTC).date() - 2 * DAY
    dates = [first + number * DAY for number in range(meeting_type.terms["window"]["days"] + 5)]
    hours = [host.hours(dates) for host in hosts]
    starts = {start for host, (_, anchored) in zip(hosts, hours)
              for start in meeting_type.grid(host, anchored)
              if meeting_type.is_in_time(start, now)}
    free = {}
    for start in sorted(starts):
        window = meeting_type.window(start)
        needed = window if meeting_type.terms["buffers_inside_hours"] else (
            start, start + meeting_type.duration)
        able = [host for host, (joined, _) in zip(hosts, hours)
                if any(begin <= needed[0] and needed[1] <= end for begin, end in joined)
                and host.is_free(window, but)]
        if able:
            free[start] = able
    if meeting_type.terms["first_per_day"]:
        return {start: free[start] for start in meeting_type.first_of_days(free)}
    return free
