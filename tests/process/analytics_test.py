"""The numbers of /v1/analytics are those that DuckDB works out from the feed's events by
docs/examples/analytics.sql, at the same position; open minutes are those that open_hours.py does.
`scripts/stages/27-analytics.sh` installs DuckDB."""

import datetime
import json
import pathlib

from calling import Caller
from clinic import Clinic, made
from open_hours import Hosts
from serving import Server
from trial import expect, expect_equal, output_of, run

HERE = pathlib.Path(__file__).resolve().parent
SCRIPT = HERE.parents[1] / "docs" / "examples" / "analytics.sql"
BEGIN = datetime.datetime(2026, 11, 30, 8, tzinfo=datetime.timezone.utc)
WINDOW = "from=2026-11-01&to=2027-03-01"
ACTIONS = 1000

# What DuckDB is asked, and where the API says the same; columns that only one has are left out.
SAID = ("complete", "no-show", "undo-no-show")
PAIRS = {
    "bookings_by('{by}')": "bookings?group_by=meeting_type,status",
    "bookings_of_hosts_by('{by}')": "bookings?group_by=host,status",
    "lead_times_by('{by}')": "lead-time?group_by=meeting_type,status",
    "cancellations_by('{by}')": "cancellations?group_by=meeting_type",
    "booked_minutes_by('{by}')": "utilisation?group_by=host",
    "funnel_by('{by}')": "funnel?group_by=meeting_type",
    "revenue_by('{by}')": "revenue?group_by=meeting_type",
}


class Life:
    """A random life of a clinic, with a clock of its own and hosts in several zones."""

    def __init__(self, trial, server):
        self.random = trial.random
        self.now = BEGIN
        self.server = server
        self.operator = Caller(server.port, server.operator_key())
        self.go_on(datetime.timedelta())
        self.clinic = Clinic(server)
        self.owner = self.clinic.caller()
        self.types = [self.clinic.meeting_type["id"]]
        self.hosts = [self.clinic.host["id"]]
        self.absences = []
        self.bookings = []
        self.pending = []
        self.missed = []
        self.told = {}
        for zone in ("America/Los_Angeles", "Asia/Tokyo"):
            self.hire(zone)

    def hire(self, zone):
        host = made(self.owner.post("/v1/hosts", {"name": "Bo", "time_zone": zone}))
        self.clinic.work_around_the_clock(self.owner, host["id"])
        self.hosts.append(host["id"])
        waits = {"required": True, "deadline_minutes": 600}
        for terms in ({}, {"approval": waits, "time_zone": "Pacific/Auckland"}):
            self.types.append(
                self.clinic.add_meeting_type(self.owner, host["id"], **terms)["id"])
        key = made(self.owner.post(
            "/v1/api-keys", {"label": "host", "role": "host", "host_id": host["id"]}))
        self.host_caller = Caller(self.server.port, key["secret"])

    def go_on(self, time):
        self.now += time
        answer = self.operator.call(
            "PUT", "/v1/test-clock", {"now": self.now.strftime("%Y-%m-%dT%H:%M:%SZ")})
        expect(answer is not None and answer.status == 200, f"the clock is set, not {answer}")

    def some_start(self):
        half_hours = self.random.randrange(1, 48 * self.random.choice([1, 3, 9, 40]))
        start = self.now.replace(minute=0) + datetime.timedelta(minutes=30 * half_hours)
        return start.strftime("%Y-%m-%dT%H:%M:%SZ")

    def act(self):
        if self.random.random() < 0.2:
            self.go_on(datetime.timedelta(minutes=self.random.randrange(600)))
        if self.random.random() < 0.05:
            return self.set_price()
        if self.random.random() < 0.05:
            return self.take_time_off()
        if self.random.random() < 0.1:
            return self.hold()
        if self.random.random() < 0.1 and self.bookings:
            return self.amend()
        if self.random.random() < 0.4 or not self.bookings:
            return self.book()
        # Of the newest, since most of the old are over or decided.
        booking = self.random.choice(self.bookings[-12:])
        what = self.random.choice(["cancel", "approve", "reject", "reschedule", "reschedule",
                                   *SAID])
        if what in SAID:
            booking = self.random.choice(self.bookings)
        if what in ("approve", "reject") and self.pending:
            booking = self.pending.pop()
        if what == "undo-no-show" and self.missed:
            booking = self.random.choice(self.missed)
        caller = self.random.choice([self.owner, self.owner, self.host_caller])
        body = {"start": self.some_start()} if what == "reschedule" else {}
        answer = caller.post(f"/v1/bookings/{booking}/{what}", body)
        if what == "no-show" and answer is not None and answer.status == 200:
            self.missed.append(booking)
        return self.note(what, answer)

    def set_price(self):
        price = self.random.choice([None, {"amount_minor": self.random.randrange(9_000),
                                           "currency": self.random.choice(["EUR", "JPY"])}])
        answer = self.owner.call(
            "PATCH", f"/v1/meeting-types/{self.random.choice(self.types)}", {"price": price})
        return self.note("price", answer)

    def take_time_off(self):
        """A host is away for a while, or is back again, or keeps a few holidays."""
        at = f"/v1/hosts/{self.random.choice(self.hosts)}"
        if self.random.random() < 0.1:
            dates = {(self.now + datetime.timedelta(days=self.random.randrange(40))).date()
                     for _ in range(3)}
            feasts = made(self.owner.post("/v1/holiday-calendars", {
                "name": "Feasts", "dates": [{"date": date.isoformat(), "name": "Feast"}
                                            for date in sorted(dates)]}))
            return self.note("holidays", self.owner.call(
                "PATCH", at, {"holiday_calendar_ids": [feasts["id"]]}))
        if self.absences and self.random.random() < 0.3:
            return self.note("return", self.owner.call("DELETE", self.absences.pop()))
        start = datetime.datetime.fromisoformat(self.some_start())
        end = start + datetime.timedelta(minutes=30 * self.random.randrange(1, 100))
        answer = self.owner.post(at + "/absences", {
            name: time.strftime("%Y-%m-%dT%H:%M:%SZ")
            for name, time in (("start", start), ("end", end))})
        self.note("absence", answer)
        if answer.status == 201:
            self.absences.append(f"{at}/absences/{answer.json['id']}")
        return None

    def hold(self):
        answer = self.owner.post("/v1/holds", {
            "meeting_type_id": self.random.choice(self.types), "start": self.some_start()})
        self.note("hold", answer)

    def amend(self):
        """Answers name the revision that asked them, which changes no price."""
        self.set_price()
        booking = self.random.choice(self.bookings[-4:])
        answer = self.owner.call("PATCH", f"/v1/bookings/{booking}", {"answers": {}})
        self.note("amend", answer)

    def book(self):
        answer = self.owner.post("/v1/bookings", {
            "meeting_type_id": self.random.choice(self.types), "start": self.some_start(),
            "guests": [{"name": "Bob"}]})
        self.note("book", answer)
        if answer.status == 201:
            self.bookings.append(answer.json["id"])
            if answer.json["status"] == "pending":
                self.pending.append(answer.json["id"])

    def note(self, what, answer):
        expect(answer is not None and answer.status < 500, f"{what} is answered, not {answer}")
        if answer.status < 300:
            self.told[what] = self.told.get(what, 0) + 1


def queried(trial, events, queries):
    said = output_of(
        "DuckDB answers", [trial.arguments.duckdb_python, HERE / "query_events.py", SCRIPT, events],
        input=json.dumps(queries))
    return [json.loads(line) for line in said.splitlines()]


def with_coarse_steps(row):
    """The example has fewer steps of lead times than the API."""
    if "median_from_minutes" in row:
        row["ahead_7d_and_more"] = sum(
            row.pop(f"ahead_{step}") for step in ("7d", "14d", "30d", "60d"))
    return row


def expect_same(query, counted, shown):
    # Where only time is open, nothing is booked.
    shown = [with_coarse_steps(row) for row in shown if row.get("booked_minutes") != 0]
    expect(counted, f"{query} counts something")
    columns = counted[0].keys()
    ours, theirs = (sorted(json.dumps({name: row[name] for name in columns}) for row in rows)
                    for rows in (shown, counted))
    expect_equal(len(ours), len(theirs), f"the rows of {query}")
    for our, their in zip(ours, theirs):
        expect_equal(our, their, f"{query} is what the API says")


def expect_open(events, shown):
    """Each date of each host has the minutes open that its hours, holidays and absences leave."""
    hosts = Hosts(events)
    shown = {(row["host_id"], row["date"]): row for row in shown}
    begin = datetime.date(2026, 11, 1)
    for host in hosts.all:
        for date in (begin + datetime.timedelta(days=day) for day in range(120)):
            row = shown.get((host, date.isoformat()), {"booked_minutes": 0, "open_minutes": 0})
            expect_equal(row["open_minutes"], hosts.open_minutes(host, date, row["booked_minutes"]),
                         f"the open minutes of {host} on {date}")


def analytics(trial):
    with Server(trial, options=["--settable-clock"]) as server:
        life = Life(trial, server)
        for _ in range(ACTIONS):
            life.act()
        life.go_on(datetime.timedelta(minutes=30))
        events, position = life.owner.feed()
        file = trial.folder / "events.ndjson"
        file.write_text("".join(json.dumps(event) + "\n" for event in events))
        pairs = [(query.format(by=by), f"/v1/analytics/{path}&by={by}&{WINDOW}")
                 for query, path in PAIRS.items() for by in ("day", "week", "month")]
        answers = queried(trial, file, [f"SELECT * FROM {query}" for query, _ in pairs])
        for (query, path), counted in zip(pairs, answers):
            answer = life.owner.get(path)
            expect(answer is not None and answer.status == 200, f"{path} is read, not {answer}")
            expect_equal(answer.headers["Kalends-Position"], position, "both are at one position")
            expect_same(query, counted, answer.json["items"])
        path = f"/v1/analytics/utilisation?group_by=host&by=day&{WINDOW}"
        expect_open(events, life.owner.page(path).json["items"])
        for what in ("holidays", "absence", "return", "hold", "book", "cancel", "approve", "reject",
                     "reschedule", *SAID):
            expect(life.told.get(what, 0) > 0, f"{what} came about, by {life.told}")
        server.stop()
    print(f"{len(events)} events, {life.told}, {len(pairs)} queries agree")


if __name__ == "__main__":
    run(analytics, __doc__, duckdb_python="build/duckdb/bin/python")
