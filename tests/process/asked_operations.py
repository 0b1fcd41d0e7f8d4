"""A request for every operation of the API's description, about things that are there."""

import json
import re

from trial import expect

HOURS = {"time_zone": "Etc/UTC", "weekly": []}
PARAMETER = re.compile(r"\{(\w+)\}")
# They name what they are about in their body alone.
ABOUT_BODY = ("book", "make_hold")


def window(things):
    return f"?from={things.practice.at()[:10]}&to={things.practice.at(days=7)[:10]}"


def moved(hours):
    return lambda things: {"start": things.practice.at(days=4, hours=hours)}


def moved_series(things):
    return {"scope": "all", "booking_id": things.series["bookings"][0]["id"],
            "start": things.practice.at(days=4, hours=8)}


def offer(things):
    return {"name": "Talk", "duration_minutes": 30, "hosts": [{"host_id": things.host_id}]}


def lines(commands):
    return "".join(json.dumps(command) + "\n" for command in commands).encode()


def nothing(_):
    return {}


BODIES = {
    "create_organisation": lambda _: {"name": "New", "time_zone": "Etc/UTC"},
    "change_organisation": lambda _: {"name": "Other"},
    "create_api_key": lambda _: {"label": "desk", "role": "admin",
                                 "scopes": ["api-keys:write"]},
    "create_host": lambda _: {"name": "Eve", "time_zone": "Etc/UTC"},
    "change_host": lambda _: {"kind": "room"},
    "replace_schedules": lambda _: {"schedules": [{"name": "default", **HOURS}]},
    "set_schedule": lambda _: HOURS,
    "add_absence": lambda things: things.absence,
    "import_busy": lambda things: things.busy,
    "create_holiday_calendar": lambda things: things.holidays,
    "change_holiday_calendar": lambda things: things.holidays,
    "create_meeting_type": offer,
    "change_meeting_type": lambda _: {"duration_minutes": 45},
    "make_hold": lambda things: things.wish(9),
    "extend_hold": lambda _: {"lasting_minutes": 20},
    "book": lambda things: things.wish_for_guest(11),
    "amend_booking": lambda _: {"answers": {}},
    "cancel_booking": nothing,
    "reschedule_booking": moved(1),
    "reassign_booking": lambda things: {"host_id": things.host_id},
    "approve_booking": nothing,
    "reject_booking": nothing,
    "complete_booking": nothing,
    "mark_no_show": nothing,
    "undo_no_show": nothing,
    "cancel_session": nothing,
    "reschedule_session": moved(3),
    "cancel_series": lambda _: {"scope": "all"},
    "reschedule_series": moved_series,
    "run_commands": lambda things: lines([
        {"method": "PATCH", "path": f"/v1/hosts/{things.host_id}", "body": {"kind": "room"}}]),
    "set_log_level": lambda _: {"level": "error"},
    "set_test_clock": lambda things: {"now": things.practice.at()},
}
QUERIES = {name: window for name in (
    "list_slots", "explain_starts", "count_bookings", "count_lead_time", "count_cancellations",
    "count_utilisation", "count_funnel", "count_revenue")}
QUERIES["search_slots"] = lambda things: (
    f"{window(things)}&meeting_type_id={things.meeting_type_id}")
QUERIES["search_guests"] = lambda _: "?text=bob"
# What its path names is none of an organisation's.
NAMES = {"rebuild_projection": "bookings"}


def asked_of(operation, things):
    """The target and the body of a request about these things."""
    def value(match):
        expect(hasattr(type(things), match[1]), f"there is a {match[1]} to ask about")
        return NAMES.get(operation.name) or getattr(things, match[1])
    query = QUERIES.get(operation.name, lambda _: "")
    body = BODIES.get(operation.name, lambda _: None)
    return PARAMETER.sub(value, operation.path) + query(things), body(things)
