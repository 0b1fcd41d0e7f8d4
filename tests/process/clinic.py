"""An organisation with a host and a meeting type, made over HTTP."""

import datetime

from calling import Caller
from trial import expect, expect_equal

EVERY_DAY = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


class Clinic:
    """Its host works around the clock, so that every half-hour is a slot."""

    def __init__(self, server, **terms):
        self.server = server
        self.operator_key = server.operator_key()
        operator = Caller(server.port, self.operator_key)
        self.organisation = made(operator.post(
            "/v1/organisations", {"name": "Clinic", "time_zone": "Etc/UTC"}))
        self.key = self.organisation["owner_key"]["secret"]
        caller = self.caller()
        self.host = made(caller.post("/v1/hosts", {"name": "Ann", "time_zone": "Etc/UTC"}))
        self.work_around_the_clock(caller, self.host["id"])
        self.meeting_type = self.add_meeting_type(caller, self.host["id"], **terms)

    def caller(self):
        """A connection to the server as it runs now."""
        return Caller(self.server.port, self.key)

    @staticmethod
    def work_around_the_clock(caller, host_id):
        always = {"days": EVERY_DAY, "start": "00:00", "end": "24:00"}
        answer = caller.call("PUT", f"/v1/hosts/{host_id}/schedules/default",
                             {"time_zone": "Etc/UTC", "weekly": [always]})
        expect(answer is not None and answer.status == 200, f"a schedule is set, not {answer}")

    @staticmethod
    def add_meeting_type(caller, host_id, **terms):
        return made(caller.post("/v1/meeting-types", {
            "name": "Talk", "duration_minutes": 30, "hosts": [{"host_id": host_id}],
            "window": {"kind": "rolling_days", "days": 60}, **terms}))

    def slots(self, count):
        """The first `count` free starts from tomorrow on."""
        begin = datetime.datetime.now(datetime.timezone.utc).date() + datetime.timedelta(days=1)
        answer = self.caller().get(
            f"/v1/meeting-types/{self.meeting_type['id']}/slots",
            **{"from": begin.isoformat(), "to": (begin + datetime.timedelta(days=50)).isoformat()})
        expect(answer is not None and answer.status == 200, f"slots are listed, not {answer}")
        starts = [slot["start"] for slot in answer.json["items"]][:count]
        expect_equal(len(starts), count, "there are slots enough")
        return starts

    def booking(self, start, **more):
        """The body of a request to book."""
        return {"meeting_type_id": self.meeting_type["id"], "start": start,
                "guests": [{"name": "Bob"}], **more}


def made(answer):
    expect(answer is not None and answer.status == 201, f"it is made, not {answer}")
    return answer.json
