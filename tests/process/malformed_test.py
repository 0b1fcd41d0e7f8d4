"""What cannot be read is refused with a problem that names the field; nothing is written."""

from clinic import Clinic
from serving import Server
from trial import expect, expect_equal, run

TOO_MANY_BYTES = 128 * 1024


def booking_faults(clinic, start):
    """What is sent to book, the status, the code and the pointer of the answer."""
    good = clinic.booking(start)
    text = f'{{"meeting_type_id":"{good["meeting_type_id"]}","start":"{start}","guests":'
    named = '[{"name":"Bob"}]'
    day = start[:10]
    return {
        "no JSON at all": (b"not json", 400, "malformed", ""),
        "JSON that ends too early": (b'{"start":', 400, "malformed", ""),
        "something after the JSON": ((text + named + "} {}").encode(), 400, "malformed", ""),
        "no object": (b"[]", 400, "malformed", ""),
        "nothing": (b"", 400, "malformed", ""),
        "no UTF-8": ((text + '[{"name":"').encode() + b'\xff"}]}', 400, "malformed", ""),
        "half a surrogate": (
            (text + '[{"name":"\\ud800"}]}').encode(), 400, "malformed", None),
        "nesting without end": ((text + "[" * 5000).encode(), 400, "malformed", ""),
        "an unknown field": ({**good, "colour": "red"}, 400, "malformed", "/colour"),
        "an unknown field of a guest": (
            {**good, "guests": [{"name": "Bob", "age": 7}]}, 400, "malformed", "/guests/0/age"),
        "a duplicate key": (
            (text + named + ',"start":"' + start + '"}').encode(), 400, "malformed", "/start"),
        "a duplicate key of a guest": (
            (text + '[{"name":"Bob","name":"Bob"}]}').encode(), 400, "malformed",
            "/guests/0/name"),
        "a duplicate key by an escape": (
            (text + named + ',"st\\u0061rt":"' + start + '"}').encode(), 400, "malformed",
            "/start"),
        "a missing field": (
            {name: good[name] for name in ("meeting_type_id", "start")}, 400, "malformed",
            "/guests"),
        "a number for a text": ({**good, "start": 7}, 400, "malformed", "/start"),
        "a text for a number": ({**good, "party": "2"}, 400, "malformed", "/party"),
        "a fraction for a whole number": ({**good, "party": 1.5}, 400, "malformed", "/party"),
        "a number far too large": (
            (text + named + ',"party":1' + "0" * 400 + "}").encode(), 400, "malformed", None),
        "null for a field that must be": ({**good, "start": None}, 400, "malformed", "/start"),
        "an object for a list": ({**good, "guests": {}}, 400, "malformed", "/guests"),
        "no guests": ({**good, "guests": []}, 400, "malformed", "/guests"),
        "an empty name": ({**good, "guests": [{"name": ""}]}, 400, "malformed",
                          "/guests/0/name"),
        "a bad zone": ({**good, "guests": [{"name": "Bob", "time_zone": "Mars/Olympus"}]},
                       400, "malformed", "/guests/0/time_zone"),
        "a zone that is a path": (
            {**good, "guests": [{"name": "Bob", "time_zone": "../zoneinfo/Etc/UTC"}]},
            400, "malformed", "/guests/0/time_zone"),
        "a time without offset": ({**good, "start": day + "T09:00:00"}, 400, "malformed",
                                  "/start"),
        "a date for a time": ({**good, "start": day}, 400, "malformed", "/start"),
        "a start within a minute": ({**good, "start": day + "T09:00:30Z"}, 400, "malformed",
                                    "/start"),
        "a day that is not": ({**good, "start": "2026-02-30T09:00:00Z"}, 400, "malformed",
                              "/start"),
        "an id of another kind": ({**good, "meeting_type_id": clinic.host["id"]}, 400,
                                  "malformed", "/meeting_type_id"),
        "a start off the grid": ({**good, "start": day + "T09:07:00Z"}, 422,
                                 "misaligned-start", None),
        "a body over the limit": ({**good, "metadata": {"x": "y" * TOO_MANY_BYTES}}, 413,
                                  "content-too-large", None),
    }


def expect_refused(answer, what, status, code, pointer):
    expect(answer is not None, f"{what} gets an answer")
    expect_equal(answer.headers.get_content_type(), "application/problem+json",
                 f"{what} gets a problem document, not {answer}")
    problem = answer.json
    expect_equal((answer.status, problem["status"], problem["code"]), (status, status, code),
                 f"{what} is refused: {answer}")
    for name in ("type", "title", "request_id", "retryable"):
        expect(name in problem, f"the problem of {what} has its {name}: {answer}")
    if pointer:
        pointers = [error["pointer"] for error in problem.get("errors", [])]
        expect(pointer in pointers, f"{what} names {pointer}: {answer}")
    elif code == "malformed":
        expect(problem.get("errors") or problem.get("detail"), f"{what} is explained: {answer}")


def other_faults(clinic):
    """Method, path, body and pointer of requests that are malformed and no bookings."""
    host = f"/v1/hosts/{clinic.host['id']}"
    kind = f"/v1/meeting-types/{clinic.meeting_type['id']}"
    always = {"days": ["mon"], "start": "09:00", "end": "17:00"}
    return [
        ("POST", "/v1/hosts", {"name": "Eve", "time_zone": "Nowhere"}, "/time_zone"),
        ("POST", "/v1/hosts", {"name": "Eve", "time_zone": "Etc/UTC", "rank": 1}, "/rank"),
        ("PATCH", host, {"time_zone": "localtime"}, "/time_zone"),
        ("PUT", host + "/schedules/default",
         {"time_zone": "Etc/UTC", "weekly": [{**always, "end": "25:00"}]}, "/weekly/0/end"),
        ("PUT", host + "/schedules/default",
         {"time_zone": "Etc/UTC", "weekly": [{**always, "days": ["lundi"]}]},
         "/weekly/0/days/0"),
        ("PATCH", kind, {"duration_minutes": 0}, "/duration_minutes"),
        ("PATCH", kind, {"align_to_minutes": 7}, "/align_to_minutes"),
        ("POST", "/v1/api-keys", {"label": "x", "role": "king"}, "/role"),
        ("GET", kind + "/slots?from=2026-12-01T00:00:00&to=2026-12-02", None, "from"),
        ("GET", kind + "/slots?from=2026-12-01", None, "to"),
        ("GET", kind + "/slots?from=2026-12-01&to=2026-12-02&colour=red", None, "colour"),
        ("GET", "/v1/hosts?limit=0", None, "limit"),
        ("GET", "/v1/hosts?cursor=nonsense", None, "cursor"),
    ]


def position(caller):
    return caller.get("/v1/hosts").headers["Kalends-Position"]


def malformed(trial):
    with Server(trial) as server:
        clinic = Clinic(server)
        caller = clinic.caller()
        before = position(caller)
        faults = booking_faults(clinic, clinic.slots(40)[30])
        for what, (body, *expected) in faults.items():
            answer = caller.post("/v1/bookings", body, "a key that stays unused")
            expect_refused(answer, what, *expected)
            expect_equal(position(caller), before, f"nothing is written of {what}")
        for method, path, body, pointer in other_faults(clinic):
            answer = caller.call(method, path, body)
            expect_refused(answer, f"{method} {path} {body}", 400, "malformed", pointer)
        expect_equal(position(caller), before, "nothing is written")
        used = caller.post("/v1/bookings", clinic.booking(clinic.slots(1)[0]),
                           "a key that stays unused")
        expect_equal(used.status, 201, f"a refused request uses up no key: {used}")
        server.stop()


if __name__ == "__main__":
    run(malformed, __doc__)
