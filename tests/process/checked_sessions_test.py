"""The outside checker finds each kind of lie about a session that is cancelled or moved as one."""

import copy
import unittest

from checker import check
from checker_test import (ELEVEN, NOON, TYPE, asked, booking, facts, held_event, hold_event, shown,
                          shown_hold, told)

# Two have seats at eleven, and one holds some. All of it moves, half an hour on, so that it meets
# its own old time; then it is cancelled.
LATER = "2026-12-01T11:30:00Z"


def seated(start, status="confirmed"):
    end = {ELEVEN: LATER, LATER: NOON}[start]
    return {**facts(start, status), "end": end, "session_id": "ses_1", "party": 1}


def session_event(position, kind, *bookings):
    return {"position": f"0-1-{position}", "type": f"session.{kind}.v1",
            "data": {"streams": [["ses_1", position]], "session": "ses_1",
                     "bookings": list(bookings)}}


def held_seats(position, hold):
    event = held_event(position, ELEVEN, hold)
    event["data"]["when"]["seats"] = {"session": "ses_1", "taken": 1, "of": 3}
    return event


def shown_session(start, *bookings):
    return {"id": "ses_1", "open": bool(bookings), "start": start, "end": seated(start)["end"],
            "bookings": [{"booking_id": booking, "party": 1} for booking in bookings]}


BOTH = ("bkg_1", "bkg_2")
SESSION_LOG = {
    "meeting_types": [{**TYPE, "seats": 3}],
    "bookings": [booking(1, "a", (5, seated(ELEVEN)), (10, seated(LATER)),
                         (13, seated(LATER, "cancelled"))),
                 booking(2, "b", (6, seated(ELEVEN)), (11, seated(LATER)),
                         (14, seated(LATER, "cancelled")))],
    "hold_events": [held_seats(7, "hld_1"), hold_event(8, "hold.released.v1", 2)],
    "session_events": [session_event(9, "moved", *BOTH), session_event(12, "cancelled", *BOTH)]}
SESSION_HISTORY = [
    asked(1, "book", "a", start=ELEVEN), told(1, 201, 5, shown(1, 1, facts(ELEVEN))),
    asked(2, "book", "b", start=ELEVEN), told(2, 201, 6, shown(2, 1, facts(ELEVEN))),
    asked(3, "hold", "c", start=ELEVEN),
    told(3, 201, 7, shown_hold(1, "live", ELEVEN)),
    asked(4, "move-session", "d", session="ses_1", start=LATER),
    told(4, 200, 11, shown_session(LATER, *BOTH)),
    asked(5, "cancel-session", "e", session="ses_1"),
    told(5, 200, 14, shown_session(LATER)),
    asked(6, "cancel-session", "f", session="ses_1"),
    told(6, 409, 14, {"code": "already-cancelled"}),
]


class SessionsTest(unittest.TestCase):
    def setUp(self):
        self.log = copy.deepcopy(SESSION_LOG)
        self.history = copy.deepcopy(SESSION_HISTORY)

    def expect_problem(self, part):
        problems = check(self.history, self.log)
        self.assertTrue(any(part in problem for problem in problems), problems)

    def test_a_true_history_has_no_problems(self):
        self.assertEqual(check(self.history, self.log), [])

    def test_what_nobody_was_told_of_is_one_thing_for_all_who_have_seats(self):
        del self.history[-3:-2]
        self.assertEqual(check(self.history, self.log), [])
        del self.history[-3:-2]
        self.expect_problem("ses_1 has 1 changes in the log that nobody was told of")

    def test_a_session_that_was_not_told_to_go_leaves_its_time_at_once(self):
        del self.log["session_events"][0]
        self.expect_problem("both have hst_1")

    def test_a_session_that_was_moved_in_part(self):
        del self.log["bookings"][1]["history"][1:]
        self.expect_problem("bkg_2 does not follow on session.moved.v1 of ses_1")

    def test_a_session_that_was_cancelled_in_part(self):
        del self.log["bookings"][1]["history"][2:]
        self.expect_problem("and there are 1 in it")

    def test_a_session_that_was_told_as_cancelled_and_was_not(self):
        del self.log["session_events"][1]
        self.expect_problem("it was told as done, and nothing was done")

    def test_a_move_to_where_the_session_was_moved_already(self):
        self.history[8:8] = [asked(9, "move-session", "g", session="ses_1", start=LATER),
                             told(9, 200, 11, shown_session(LATER, *BOTH))]
        self.assertEqual(check(self.history, self.log), [])

    def test_a_move_that_stands_before_what_was_acknowledged(self):
        self.history[6:8] = [self.history[-2], told(6, 409, 14, {"code": "already-cancelled"}),
                             *self.history[6:8]]
        self.expect_problem("it stands before what was acknowledged when it was asked")

    def test_a_move_that_was_told_of_others_than_it_moved(self):
        self.history[7] = told(4, 200, 11, shown_session(LATER, "bkg_1"))
        self.expect_problem("it was told of ['bkg_1'], and moved ['bkg_1', 'bkg_2']")

    def test_a_move_to_another_start_than_was_asked_for(self):
        self.history[6]["start"] = NOON
        self.expect_problem(f"it asked for {NOON} and has {LATER}")

    def test_a_session_is_not_in_its_own_way(self):
        self.history[6:6] = [asked(9, "move-session", "g", session="ses_1", start=LATER),
                             told(9, 409, 7, {"code": "claimed"})]
        self.expect_problem(f"{LATER} was refused as claimed and was free")

    def test_an_open_session_that_was_said_to_be_cancelled(self):
        self.history[-1] = told(6, 409, 11, {"code": "already-cancelled"})
        self.expect_problem("it was refused as cancelled already, and was open")

    def test_a_session_that_somebody_booked_moves(self):
        self.history[6:6] = [asked(9, "move-session", "g", session="ses_1", start=NOON),
                             told(9, 409, 7, {"code": "not-reschedulable"})]
        self.expect_problem("it was refused as of holds alone, and has bookings")


if __name__ == "__main__":
    unittest.main()
