"""The outside checker finds each kind of lie, and nothing in a history that is true."""

import copy
import json
import unittest

from checker import check

TYPE = {"id": "mtg_1", "name": "Talk", "duration_minutes": 30, "buffer_before_minutes": 0,
        "buffer_after_minutes": 10, "hosts": [{"host_id": "hst_1"}]}
NINE, TEN = "2026-12-01T09:00:00Z", "2026-12-01T10:00:00Z"
NOON, TWO = "2026-12-01T12:00:00Z", "2026-12-01T14:00:00Z"


def facts(start, status="confirmed"):
    end = start.replace(":00:00Z", ":30:00Z")
    return {"status": status, "start": start, "end": end, "host_ids": ["hst_1"],
            "meeting_type_id": "mtg_1"}


def booking(number, key, *entries):
    history = [{"position": f"0-1-{position}", "revision": revision, "after": after}
               for revision, (position, after) in enumerate(entries, 1)]
    return {"id": f"bkg_{number}", "metadata": {"attempt": key}, "history": history}


def asked(number, kind, key, **more):
    return {"asked": number, "kind": kind, "key": key, "meeting_type": "mtg_1", **more}


def told(number, status, position, body, replayed=False):
    return {"told": number, "status": status, "position": position, "replayed": replayed,
            "body": json.dumps(body)}


def shown(number, revision, after):
    return {"id": f"bkg_{number}", "revision": revision, **after}


def hold_event(position, kind, revision, hold="hld_1", **data):
    return {"position": f"0-1-{position}", "type": kind,
            "data": {"streams": [["hst_1", 40], [hold, revision]], "hold": hold, **data}}


def held_event(position, start, hold="hld_1"):
    time = {name: facts(start)[name] for name in ("start", "end")}
    return hold_event(position, "hold.made.v1", 1, hold, meeting_type="mtg_1", expires_at=TEN,
                      when={"time": time, "hosts": [{"host": "hst_1"}]})


def shown_hold(revision, status, start, expires_at=TEN):
    return {"id": "hld_1", "revision": revision, "expires_at": expires_at, **facts(start, status)}


LOG = {"meeting_types": [TYPE], "bookings": [
    booking(1, "a", (5, facts(NINE)), (7, facts(NINE, "cancelled"))),
    booking(2, "c", (8, facts(NINE))),
    booking(3, "e", (9, facts(TEN))),
]}
HISTORY = [
    asked(1, "book", "a", start=NINE), told(1, 201, 5, shown(1, 1, facts(NINE))),
    asked(2, "book", "b", start=NINE), told(2, 409, 6, {"code": "claimed"}),
    asked(3, "cancel", "d", booking="bkg_1"),
    told(3, 200, 7, shown(1, 2, facts(NINE, "cancelled"))),
    asked(4, "book", "c", start=NINE),
    asked(5, "book", "c", start=NINE), told(5, 201, 8, shown(2, 1, facts(NINE)), True),
    asked(6, "book", "e", start=TEN),
]


class CheckerTest(unittest.TestCase):
    def setUp(self):
        self.log = copy.deepcopy(LOG)
        self.history = copy.deepcopy(HISTORY)

    def expect_problem(self, part):
        problems = check(self.history, self.log)
        self.assertTrue(any(part in problem for problem in problems), problems)

    def seat(self, number, key, position, party=1, session="ses_1"):
        """One more booking of a class of three, as it is told and as it is in the log."""
        self.log["meeting_types"][0]["seats"] = 3
        after = {**facts(NOON), "session_id": session, "party": party}
        self.log["bookings"].append(booking(number, key, (position, after)))
        self.history += [asked(number + 10, "book", key, start=NOON, party=party),
                         told(number + 10, 201, position, shown(number, 1, facts(NOON)))]

    def test_seats_of_one_session_lie_over_each_other(self):
        self.seat(7, "h", 12, party=2)
        self.seat(8, "i", 13)
        self.history += [asked(31, "book", "j", start=NOON),
                         told(31, 409, 13, {"code": "seats-full"})]
        self.assertEqual(check(self.history, self.log), [])

    def test_seats_of_another_session_are_a_double_booking(self):
        self.seat(7, "h", 12)
        self.seat(8, "i", 13, session="ses_2")
        self.expect_problem("both have hst_1")

    def test_a_session_has_no_more_seats_than_its_type(self):
        self.seat(7, "h", 12, party=2)
        self.seat(8, "i", 13, party=2)
        self.expect_problem("too many seats")

    def test_a_session_refused_as_full_has_too_few_seats_left(self):
        self.seat(7, "h", 12, party=2)
        self.history += [asked(31, "book", "j", start=NOON),
                         told(31, 409, 12, {"code": "seats-full"})]
        self.expect_problem("had seats left")

    def test_a_true_history_has_no_problems(self):
        self.assertEqual(check(self.history, self.log), [])

    def test_a_booking_that_was_acknowledged_and_is_gone(self):
        del self.log["bookings"][0]
        self.expect_problem("which the log has not")

    def test_two_bookings_of_one_time(self):
        self.log["bookings"].append(booking(4, "f", (10, facts(TEN))))
        self.expect_problem("both have hst_1")

    def test_two_bookings_whose_buffers_meet(self):
        late = {**facts(TEN), "start": "2026-12-01T10:35:00Z", "end": "2026-12-01T11:05:00Z"}
        self.log["bookings"].append(booking(4, "f", (10, late)))
        self.expect_problem("both have hst_1")

    def test_a_refusal_for_a_time_that_was_free(self):
        self.history[3]["position"] = 7
        self.expect_problem("was refused as claimed and was free")

    def test_a_refusal_that_is_true_at_no_time_if_it_names_no_position(self):
        self.history[3]["position"] = None
        self.assertEqual(check(self.history, self.log), [])
        self.history[2]["start"] = "2026-12-01T11:00:00Z"
        self.expect_problem("was refused as claimed and was free")

    def test_a_key_that_booked_twice(self):
        again = "2026-12-02T09:00:00Z"
        self.log["bookings"].append(booking(4, "c", (10, facts(again))))
        self.expect_problem("there are 2 bookings of it")

    def test_a_move_to_where_the_booking_was_moved_already(self):
        self.log["bookings"].append(booking(7, "h", (12, facts(NOON)), (13, facts(TWO))))
        self.history += [asked(31, "book", "h", start=NOON),
                         told(31, 201, 12, shown(7, 1, facts(NOON))),
                         asked(32, "reschedule", "i", booking="bkg_7", start=TWO),
                         told(32, 200, 13, shown(7, 2, facts(TWO)))]
        again = [asked(33, "reschedule", "j", booking="bkg_7", start=TWO),
                 told(33, 200, 13, shown(7, 2, facts(TWO)))]
        self.assertEqual(check(self.history + again, self.log), [])
        self.history[-2:] = again
        self.history[-3:-3] = [asked(34, "book", "k", start=NINE),
                               told(34, 409, 13, {"code": "claimed"})]
        self.expect_problem("it stands before what was acknowledged when it was asked")

    def offered(self, number, position, attempt="k"):
        """A meeting type that was asked for, as it is told and as it is in the log."""
        offer = {**TYPE, "id": f"mtg_{number}", "name": attempt}
        self.log["meeting_types"].append(offer)
        self.history += [asked(number + 10, "offer", attempt),
                         told(number + 10, 201, position, offer)]
        return offer

    def test_a_meeting_type_that_was_asked_for_is_in_the_log(self):
        offer = self.offered(7, 12)
        self.history += [asked(31, "offer", "k"), told(31, 201, 12, offer, True)]
        self.assertEqual(check(self.history, self.log), [])
        del self.log["meeting_types"][1]
        self.expect_problem("there are 0 meeting types of it")
        self.expect_problem("has another or none")

    def test_a_key_that_made_two_meeting_types(self):
        self.offered(7, 12)
        self.log["meeting_types"].append({**TYPE, "id": "mtg_8", "name": "k"})
        self.expect_problem("there are 2 meeting types of it")

    def test_a_meeting_type_that_was_refused_and_is_in_the_log(self):
        self.offered(7, 12)
        self.history[-1] = told(17, 422, 12, {"code": "too-many"})
        self.expect_problem("it was refused, and yet it is in the log")

    def test_a_request_without_an_answer_that_took_effect_twice(self):
        self.log["bookings"][2] = booking(
            3, "e", (9, facts(TEN)), (10, facts("2026-12-01T12:00:00Z")))
        self.expect_problem("that nobody was told of")

    def test_a_refusal_that_later_appears(self):
        self.history[-1:] = [asked(6, "book", "e", start=TEN),
                             told(6, 409, 8, {"code": "claimed"})]
        self.expect_problem("it was refused, and yet it is in the log")

    def test_a_repeated_answer_that_differs(self):
        self.history += [asked(7, "book", "c", start=NINE),
                         told(7, 201, 8, {**shown(2, 1, facts(NINE)), "x": 1}, True)]
        self.expect_problem("answered in two ways")

    def test_an_answer_that_shows_what_is_not_in_the_log(self):
        self.log["bookings"][1]["history"][0]["after"]["start"] = TEN
        self.expect_problem("start was told as")

    def test_an_order_that_is_not_that_of_real_time(self):
        self.history[0], self.history[4] = self.history[4], self.history[0]
        self.history[1], self.history[5] = self.history[5], self.history[1]
        self.expect_problem("it stands before what was acknowledged")

    def test_a_gap_in_the_revisions(self):
        self.log["bookings"][0]["history"][1]["revision"] = 3
        self.expect_problem("has a gap before revision 3")

    def test_a_cancelled_booking_that_lives_again(self):
        self.log["bookings"][0]["history"].append(
            {"position": "0-1-11", "revision": 3, "after": facts("2026-12-03T09:00:00Z")})
        self.expect_problem("went from cancelled to confirmed")


# A time is held, kept longer, wanted by another meanwhile, and booked from the hold; a second hold
# runs out, and whoever books from it then finds the time gone.
ELEVEN, NOON = "2026-12-01T11:00:00Z", "2026-12-01T12:00:00Z"
HOLD_LOG = {"meeting_types": [TYPE], "bookings": [booking(1, "a", (8, facts(ELEVEN))),
                                                  booking(2, "b", (11, facts(NOON)))],
            "hold_events": [
                held_event(5, ELEVEN), hold_event(6, "hold.extended.v1", 2, expires_at=NOON),
                {**hold_event(8, "booking.confirmed.v1", 3), "data": {
                    "streams": [["bkg_1", 1], ["hld_1", 3]], "hold": {"hold": "hld_1"}}},
                held_event(9, NOON, "hld_2"), hold_event(10, "hold.expired.v1", 2, "hld_2")]}
HOLD_HISTORY = [
    asked(1, "hold", "c", start=ELEVEN), told(1, 201, 5, shown_hold(1, "live", ELEVEN)),
    asked(2, "extend", "d", hold="hld_1"),
    told(2, 200, 6, shown_hold(2, "live", ELEVEN, NOON)),
    asked(3, "hold", "e", start=ELEVEN), told(3, 409, 7, {"code": "claimed"}),
    asked(4, "book", "a", start=ELEVEN, hold="hld_1"), told(4, 201, 8, shown(1, 1, facts(ELEVEN))),
    asked(5, "hold", "f", start=NOON),
    asked(6, "book", "b", start=NOON), told(6, 201, 11, shown(2, 1, facts(NOON))),
    asked(7, "book", "g", start=NOON, hold="hld_2"), told(7, 409, 11, {"code": "hold-expired"}),
    asked(8, "release", "h", hold="hld_2"), told(8, 409, 11, {"code": "hold-expired"}),
]


class HoldsTest(unittest.TestCase):
    def setUp(self):
        self.log = copy.deepcopy(HOLD_LOG)
        self.history = copy.deepcopy(HOLD_HISTORY)

    def expect_problem(self, part):
        problems = check(self.history, self.log)
        self.assertTrue(any(part in problem for problem in problems), problems)

    def test_a_true_history_has_no_problems(self):
        self.assertEqual(check(self.history, self.log), [])

    def test_two_holds_of_one_time(self):
        self.log["hold_events"].append(held_event(12, NOON, "hld_3"))
        self.expect_problem("both have hst_1")

    def test_a_booking_of_a_time_that_is_held(self):
        del self.log["hold_events"][4]
        self.expect_problem("both have hst_1")

    def test_a_hold_that_was_acknowledged_and_is_gone(self):
        del self.log["hold_events"][:3]
        self.expect_problem("which the log has not")

    def test_an_extension_that_was_acknowledged_and_is_gone(self):
        self.log["hold_events"][1]["data"]["expires_at"] = TEN
        self.expect_problem("expires_at was told as")

    def test_an_extension_that_changed_nothing_stands_where_the_hold_was_made(self):
        self.history[2:2] = [asked(9, "extend", "i", hold="hld_1"),
                             told(9, 200, 5, shown_hold(1, "live", ELEVEN))]
        self.assertEqual(check(self.history, self.log), [])

    def test_a_release_that_changed_nothing_stands_where_the_hold_was_released(self):
        self.log["hold_events"].append(held_event(12, TEN, "hld_3"))
        self.log["hold_events"].append(hold_event(13, "hold.released.v1", 2, "hld_3"))
        gone = {**shown_hold(2, "released", TEN), "id": "hld_3"}
        self.history += [asked(9, "hold", "i", start=TEN), asked(10, "release", "j", hold="hld_3"),
                         told(10, 200, 13, gone), asked(11, "release", "k", hold="hld_3"),
                         told(11, 200, 13, gone)]
        self.assertEqual(check(self.history, self.log), [])

    def test_a_live_hold_that_lost_its_time(self):
        self.history[7] = told(4, 409, 7, {"code": "claimed"})
        self.expect_problem("and lost it")

    def test_a_live_hold_that_was_said_to_be_gone(self):
        self.history[7] = told(4, 409, 7, {"code": "hold-expired"})
        self.expect_problem("was refused as gone, and was live")

    def test_a_hold_that_is_gone_and_could_have_been_booked_as_if_it_were_none(self):
        self.history[12] = told(7, 409, 10, {"code": "hold-expired"})
        del self.history[9:11]
        del self.log["bookings"][1]
        self.expect_problem("was refused as claimed and was free")

    def test_a_hold_that_nobody_asked_for(self):
        del self.history[8]
        self.expect_problem("that nobody was told of")

    def test_a_hold_that_lives_again(self):
        self.log["hold_events"].append(
            hold_event(12, "hold.extended.v1", 3, "hld_2", expires_at=NOON))
        self.expect_problem("went from expired to live")


# A series whose second day is somebody else's, and one of which nothing can be had.
DAYS = [f"2026-12-0{day}T09:00:00Z" for day in (1, 2, 3)]
SERIES_LOG = {"meeting_types": [TYPE], "bookings": [
    booking(1, "a", (5, facts(DAYS[1]))), booking(2, "b", (7, facts(DAYS[0]))),
    booking(3, "b", (8, facts(DAYS[2])))]}
SERIES_MADE = {"bookings": [shown(2, 1, facts(DAYS[0])), shown(3, 1, facts(DAYS[2]))],
               "refused": [{"start": DAYS[1], "code": "claimed"}]}
SERIES_HISTORY = [
    asked(1, "book", "a", start=DAYS[1]), told(1, 201, 5, shown(1, 1, facts(DAYS[1]))),
    asked(2, "series", "b", start=DAYS[0]), told(2, 201, 8, SERIES_MADE),
    asked(3, "series", "c", start=DAYS[0]),
    told(3, 409, 8, {"code": "claimed", "refused": [
        {"start": day, "code": "claimed"} for day in DAYS]}),
    asked(4, "series", "b", start=DAYS[0]), told(4, 201, 8, SERIES_MADE, True),
]


class SeriesTest(unittest.TestCase):
    def setUp(self):
        self.log = copy.deepcopy(SERIES_LOG)
        self.history = copy.deepcopy(SERIES_HISTORY)

    def expect_problem(self, part):
        problems = check(self.history, self.log)
        self.assertTrue(any(part in problem for problem in problems), problems)

    def test_a_true_history_has_no_problems(self):
        self.assertEqual(check(self.history, self.log), [])

    def test_a_series_that_was_acknowledged_and_is_there_in_part(self):
        del self.log["bookings"][2]
        self.expect_problem("which the log has not")

    def test_a_series_whose_answer_got_lost_is_one_thing_that_nobody_was_told_of(self):
        del self.history[3:4]
        del self.history[-1]
        self.assertEqual(check(self.history, self.log), [])

    def test_a_series_that_somebody_came_between(self):
        self.log["bookings"][1]["history"][0]["position"] = "0-1-6"
        self.expect_problem("do not stand together")

    def test_a_series_that_has_more_than_was_told(self):
        self.log["bookings"].append(booking(4, "b", (9, facts("2026-12-04T09:00:00Z"))))
        self.expect_problem("there are 3 bookings of it")

    def test_an_occurrence_that_was_refused_and_was_free(self):
        self.log["bookings"][0]["history"].append(
            {"position": "0-1-6", "revision": 2, "after": facts(DAYS[1], "cancelled")})
        self.history[2:2] = [asked(9, "cancel", "d", booking="bkg_1"),
                             told(9, 200, 6, shown(1, 2, facts(DAYS[1], "cancelled")))]
        self.expect_problem(f"{DAYS[1]} was refused as claimed and was free")

    def test_an_occurrence_that_was_refused_as_full_and_had_seats(self):
        self.log["meeting_types"] = [{**TYPE, "seats": 3}]
        self.history[5]["body"] = json.dumps({"code": "seats-full", "refused": [
            {"start": day, "code": "seats-full"} for day in DAYS]})
        self.expect_problem(f"{DAYS[2]} was refused as full and had seats left")

    def test_a_series_that_was_refused_and_later_appears(self):
        self.log["bookings"].append(booking(4, "c", (9, facts("2026-12-04T09:00:00Z"))))
        self.expect_problem("it was refused, and yet it is in the log")


if __name__ == "__main__":
    unittest.main()
