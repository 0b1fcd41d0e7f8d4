"""An organisation, and one of everything that it can have, made over HTTP when it is asked for."""

import datetime
import functools
import uuid

from calling import Caller
from clinic import Clinic, made


def idempotency_key():
    return uuid.uuid4().hex


class Practice:
    """Its owner makes what there is, as of `now`, which the server's clock shows."""

    def __init__(self, port, operator_key, now):
        self.port = port
        self.now = now
        operator = Caller(port, operator_key)
        self.organisation = made(operator.post(
            "/v1/organisations", {"name": "Practice", "time_zone": "Etc/UTC"}))
        self.owner_key = self.organisation["owner_key"]["secret"]
        self.owner = Caller(port, self.owner_key)

    def make(self, path, body):
        return made(self.owner.post(path, body, idempotency_key()))

    def issue(self, role, **more):
        return self.make("/v1/api-keys", {"label": role, "role": role, **more})

    def at(self, **later):
        return (self.now + datetime.timedelta(**later)).strftime("%Y-%m-%dT%H:%M:%SZ")


class Belongings:
    """Things of one practice that have to do with each other: each is made once, when it is named.

    The names are those of the parameters in the API's description.
    """

    def __init__(self, practice, *, is_public=True):
        self.practice = practice
        self.is_public = is_public

    @property
    def organisation_id(self):
        return self.practice.organisation["id"]

    @functools.cached_property
    def api_key_id(self):
        return self.practice.issue("viewer")["id"]

    @functools.cached_property
    def host_id(self):
        host = self.practice.make("/v1/hosts", {"name": "Ann", "time_zone": "Etc/UTC"})["id"]
        Clinic.work_around_the_clock(self.practice.owner, host)
        return host

    @property
    def name(self):
        return "default"

    @property
    def source(self):
        self.practice.owner.call("PUT", f"/v1/hosts/{self.host_id}/busy/work", self.busy)
        return "work"

    @property
    def busy(self):
        return {"from": self.practice.at(days=1), "to": self.practice.at(days=2), "busy": [],
                "stale_after_minutes": 600, "when_stale": "open"}

    @functools.cached_property
    def absence_id(self):
        return self.practice.make(f"/v1/hosts/{self.host_id}/absences", self.absence)["id"]

    @property
    def absence(self):
        day = self.practice.at(days=40)[:10]
        return {"from": day, "to": day}

    @functools.cached_property
    def holiday_calendar_id(self):
        return self.practice.make("/v1/holiday-calendars", self.holidays)["id"]

    @property
    def holidays(self):
        return {"name": "Here", "dates": [{"date": self.practice.at(days=41)[:10], "name": "Off"}]}

    @functools.cached_property
    def meeting_type_id(self):
        return self.offer(public=self.is_public)

    def offer(self, **terms):
        return Clinic.add_meeting_type(self.practice.owner, self.host_id, **terms)["id"]

    def wish(self, hours, **more):
        """A request to hold."""
        return {"meeting_type_id": self.meeting_type_id,
                "start": self.practice.at(days=2, hours=hours), **more}

    def wish_for_guest(self, hours, **more):
        """A request to book."""
        return self.wish(hours, guests=[{"name": "Bob"}], **more)

    @functools.cached_property
    def booking(self):
        return self.practice.make("/v1/bookings", self.wish_for_guest(1))

    @property
    def booking_id(self):
        return self.booking["id"]

    @property
    def guest_id(self):
        return self.booking["guests"][0]["guest_id"]

    @functools.cached_property
    def series(self):
        recurrence = {"rule": "FREQ=DAILY;COUNT=2"}
        return self.practice.make("/v1/bookings", self.wish_for_guest(3, recurrence=recurrence))

    @property
    def series_id(self):
        return self.series["id"]

    @functools.cached_property
    def session_id(self):
        wish = self.wish_for_guest(5, meeting_type_id=self.offer(seats=3))
        return self.practice.make("/v1/bookings", wish)["session_id"]

    @functools.cached_property
    def hold(self):
        """Made without a key, so that it has a token."""
        return made(Caller(self.practice.port).post("/v1/holds", self.wish(7), idempotency_key()))

    @property
    def hold_id(self):
        return self.hold["id"]
