"""Nothing personal stands in clear in a file of the data folder, but for the one view of bookings,
nor in what the server prints."""

import base64
import shutil
import subprocess
import uuid

from calling import Caller
from clinic import Clinic, made
from serving import Server
from trial import expect, expect_equal, run


class Canaries:
    """Values that stand nowhere else in the world, by what they were given as."""

    def __init__(self):
        self.values = {}

    def new(self, what, form="{}"):
        """A canary of its own in a value of this form; the whole value is given back."""
        canary = uuid.uuid4().hex[:20]
        self.values[what] = canary
        return form.format(canary)

    def phone(self, what):
        digits = str(uuid.uuid4().int)[:18]
        self.values[what] = digits
        return "+" + digits

    def found_in(self, content):
        """What stands there in clear or in base64, wherever in a longer text it began."""
        return [what for what, canary in self.values.items()
                if any(form in content for form in forms(canary.encode()))]


def forms(canary):
    yield canary
    yield canary.hex().encode()
    for begin in range(3):
        # Only what depends on the canary alone: the first and last digits mix with its neighbours.
        inner = base64.b64encode(b"\0" * begin + canary)[4 if begin else 0:-4]
        yield inner
        yield inner.replace(b"+", b"-").replace(b"/", b"_")


def guest(canaries, who):
    return {"name": canaries.new(f"name of {who}"),
            "email": canaries.new(f"email of {who}", "{}@example.com"),
            "phone": canaries.phone(f"phone of {who}"), "time_zone": "Etc/UTC"}


def book_and_change(clinic, canaries, slots):
    """Every command that carries something personal, as the staff send it."""
    caller = clinic.caller()
    made_to_ask = caller.call("PATCH", f"/v1/meeting-types/{clinic.meeting_type['id']}", {
        "questions": [{"id": "topic", "label": "Topic", "kind": "text"}]})
    expect_equal(made_to_ask.status, 200, f"a meeting type asks questions: {made_to_ask}")
    booking = made(caller.post("/v1/bookings", clinic.booking(
        slots[0], guests=[guest(canaries, "a guest"), guest(canaries, "one brought along")],
        answers={"topic": canaries.new("answer")},
        location=canaries.new("location"), metadata={"note": canaries.new("metadata")}),
        canaries.new("idempotency key"), {"User-Agent": "staff"}))
    path = f"/v1/bookings/{booking['id']}"
    done = [
        caller.call("PATCH", path, {
            "guests": [guest(canaries, "an amended guest")],
            "answers": {"topic": canaries.new("amended answer")},
            "location": canaries.new("amended location"),
            "metadata": {"note": canaries.new("amended metadata")}}),
        caller.post(path + "/reschedule",
                    {"start": slots[1], "reason": canaries.new("reason to move")}),
        caller.post(path + "/cancel", {"reason": canaries.new("reason to cancel")}),
        caller.call("PATCH", f"/v1/hosts/{clinic.host['id']}", {
            "name": canaries.new("name of a host"),
            "email": canaries.new("email of a host", "{}@example.com")}),
    ]
    expect_equal([answer.status for answer in done], [200] * len(done), f"all is done: {done}")


def make_guarded_host(caller, canaries, clinic):
    """A host and a type that asks for approval and takes callers without a key."""
    host = made(caller.post("/v1/hosts", {
        "name": canaries.new("name of a new host"), "time_zone": "Etc/UTC",
        "email": canaries.new("email of a new host", "{}@example.com")}))
    clinic.work_around_the_clock(caller, host["id"])
    return clinic.add_meeting_type(caller, host["id"], public=True, approval={"required": True})


def book_as_stranger(server, clinic, meeting_type, canaries, start):
    stranger = Caller(server.port)
    booking = made(stranger.post(
        "/v1/bookings",
        clinic.booking(start, meeting_type_id=meeting_type["id"],
                       guests=[guest(canaries, "a stranger")]),
        canaries.new("idempotency key of a stranger"),
        {"User-Agent": canaries.new("user agent of a stranger"),
         "X-Forwarded-For": canaries.new("forwarded address of a stranger"),
         "Forwarded": canaries.new("forwarded line of a stranger", "for={}")}))
    rejected = clinic.caller().post(
        f"/v1/bookings/{booking['id']}/reject", {"reason": canaries.new("reason to reject")})
    expect_equal(rejected.status, 200, f"a pending booking is rejected: {rejected}")
    for path in ("/v1/bookings", "/nowhere"):
        stranger.post(path, {"guests": canaries.new(f"what is refused at {path}")})


def may_be_personal(path):
    """The database of the bookings view, and what SQLite keeps beside it."""
    return path.parent.name == "views" and path.name.startswith("bookings.")


def is_for_search(what):
    """What a list of bookings shows or is searched by; secrets and origins are not."""
    never = ("key", "user agent", "forwarded", "refused")
    return not any(word in what for word in never)


def expect_no_canary(server, canaries):
    files = [path for path in server.data.rglob("*") if path.is_file()]
    for path in [*files, server.stdout, server.stderr]:
        found = canaries.found_in(path.read_bytes())
        if may_be_personal(path):
            found = [what for what in found if not is_for_search(what)]
        expect(not found, f"{path} holds in clear: {', '.join(found)}")


def expect_found_in_the_one_view(server, canaries):
    """It is searched as the others are, so a canary that stands there must be found."""
    content = b"".join(path.read_bytes() for path in server.data.rglob("*")
                       if may_be_personal(path))
    found = canaries.found_in(content)
    expect("name of an amended guest" in found, "the view of bookings is searched")


def expect_no_canary_in_rows(trial, server, canaries, control):
    """RocksDB compresses, so its rows are searched apart; what is not personal must be found."""
    copy = trial.folder / "copy"
    shutil.copytree(server.data, copy)
    dumped = subprocess.run([trial.arguments.dump_log, copy / "log"], capture_output=True,
                            timeout=60, check=True).stdout
    shutil.rmtree(copy)
    expect(control.encode() in dumped, "what is not personal is found in the log")
    found = canaries.found_in(dumped)
    expect(not found, f"the log holds in clear: {', '.join(found)}")


def canary_search(trial):
    canaries = Canaries()
    with Server(trial) as server:
        clinic = Clinic(server)
        canaries.values["API key"] = clinic.key
        control = "room" + uuid.uuid4().hex
        made(clinic.caller().post("/v1/hosts", {
            "name": "Room", "time_zone": "Etc/UTC", "kind": "room", "external_id": control}))
        slots = clinic.slots(3)
        book_and_change(clinic, canaries, slots)
        meeting_type = make_guarded_host(clinic.caller(), canaries, clinic)
        book_as_stranger(server, clinic, meeting_type, canaries, slots[2])
        expect_no_canary(server, canaries)
        server.kill()
        expect_no_canary(server, canaries)
        expect_no_canary_in_rows(trial, server, canaries, control)
        for _ in range(2):
            server.start()
            clinic.slots(1)
            server.stop()
            expect_no_canary(server, canaries)
            expect_no_canary_in_rows(trial, server, canaries, control)
    trial.verify(server.data)
    expect_no_canary(server, canaries)
    expect_found_in_the_one_view(server, canaries)
    expect(len(canaries.values) > 25, "every personal field had its canary")


if __name__ == "__main__":
    run(canary_search, __doc__, dump_log="build/tests/process/dump_log")
