"""The open minutes of hosts, worked out from the feed's events alone, as the API describes them.

It knows hosts that work around the clock in UTC, which is what `clinic.py` makes of them.
"""

import datetime
import zoneinfo

DAY = datetime.timedelta(days=1)
UTC = datetime.timezone.utc


def instant(text):
    return datetime.datetime.fromisoformat(text)


def minutes(time):
    return time // datetime.timedelta(minutes=1)


class Host:
    def __init__(self, terms, since):
        self.terms = terms
        self.since = since
        self.absences = {}

    def closed(self, calendars):
        """The time that is not bookable, of hours in UTC."""
        for absence in self.absences.values():
            yield instant(absence["start"]), instant(absence["end"])
        for calendar in self.terms.get("holidays", []):
            for one in calendars.get(calendar, []):
                midnight = datetime.datetime.fromisoformat(one["date"]).replace(tzinfo=UTC)
                yield midnight, midnight + DAY


class Hosts:
    """Those of one feed, as they stand at its end."""

    def __init__(self, events):
        self.all = {}
        self.calendars = {}
        for event in events:
            self._take(event["type"].rsplit(".", 1)[0], event["data"], event["time"])

    def _take(self, kind, data, time):
        if kind == "host.created":
            self.all[data["host"]] = Host(data["terms"], instant(time))
        elif kind == "host.changed":
            self.all[data["host"]].terms = data["terms"]
        elif kind == "absence.added":
            self.all[data["host"]].absences[data["absence"]] = data["time"]
        elif kind == "absence.removed":
            del self.all[data["host"]].absences[data["absence"]]
        elif kind == "holiday_calendar.set":
            self.calendars[data["calendar"]] = data["terms"]["dates"]
        elif kind == "holiday_calendar.removed":
            self.calendars.pop(data["calendar"])

    def open_minutes(self, host, date, booked):
        """On a date of the host's zone, where so many are booked."""
        host = self.all[host]
        zone = zoneinfo.ZoneInfo(host.terms["zone"])
        begin, end = (datetime.datetime.combine(day, datetime.time(), zone).astimezone(UTC)
                      for day in (date, date + DAY))
        begin = max(begin, host.since)
        if end <= begin:
            return 0
        bookable, at = datetime.timedelta(), begin
        for start, until in sorted(host.closed(self.calendars)):
            bookable += max(min(start, end) - at, datetime.timedelta())
            at = max(at, min(until, end))
        bookable += end - at
        return max(minutes(bookable), min(minutes(end - begin), booked))
