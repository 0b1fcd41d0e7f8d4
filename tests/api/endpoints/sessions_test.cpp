#include "api/endpoints/sessions.hpp"

#include <doctest/doctest.h>

#include "tests/api/practice.hpp"

namespace endpoints_sessions_test {

using namespace kalends::api;

namespace {

constexpr std::string_view ten = "2026-12-01T10:00:00+01:00";
constexpr std::string_view day = "from=2026-12-01&to=2026-12-02";

// A practice that gives a class of so many seats.
struct School : Practice {
    std::string course;

    explicit School(std::string_view more = "") {
        course = offer(host, ",'seats':3" + std::string{more});
    }
    Reply take(std::string_view party, std::string_view start = ten, std::string_view more = "") {
        return post("/v1/bookings", json(asked(party, start) + ",'guests':[{'name':'Grace'}]" +
                                         std::string{more} + "}"));
    }
    Reply hold(std::string_view party, std::string_view start = ten) {
        return post("/v1/holds", json(asked(party, start) + "}"));
    }
    std::string asked(std::string_view party, std::string_view start) const {
        return "{'meeting_type_id':'" + course + "','start':'" + std::string{start} +
               "','party':" + std::string{party};
    }
    Reply slots(std::string_view more = "") {
        return get("/v1/meeting-types/" + course + "/slots?" + std::string{day} +
                   std::string{more});
    }
    Reply explain(std::string_view more = "") {
        return get("/v1/meeting-types/" + course + "/explain?start=2026-12-01T09:00:00Z" +
                   std::string{more});
    }
    Reply session(const Reply& seats) { return get("/v1/sessions/" + seats.text("session_id")); }
};

std::string path(const Reply& booking, std::string_view action) {
    return "/v1/bookings/" + booking.text("id") + std::string{action};
}

}  // namespace

TEST_CASE("T1: a start with a session stays a slot for its own type, with the seats left") {
    School school;
    CHECK_EQ(school.slots().text("items/2/seats_left"), "3");
    const auto first = school.take("2");
    REQUIRE_EQ(first.status, 201);
    CHECK_EQ(first.text("party"), "2");
    CHECK_EQ(school.slots().text("items/2/start"), "2026-12-01T09:00:00Z");
    CHECK_EQ(school.slots().text("items/2/seats_left"), "1");
    CHECK(school.slots().has("items/15"));
    CHECK_FALSE(school.slots("&party=2").has("items/15"));
    CHECK_EQ(school.slots("&party=4").code(), "party-too-large");
    const auto others =
        school.get("/v1/meeting-types/" + school.type + "/slots?" + std::string{day});
    CHECK_FALSE(others.has("items/15"));
    CHECK_EQ(school.book(school.type, ten).code(), "claimed");
}

TEST_CASE("T1: a session that has too few seats left says so, and offers other starts") {
    School school;
    const auto first = school.take("2");
    const auto refused = school.take("2");
    CHECK_EQ(refused.status, 409);
    CHECK_EQ(refused.code(), "seats-full");
    CHECK_EQ(refused.text("alternatives/0"), "2026-12-01T09:30:00Z");
    const auto too_large = school.take("4", "2026-12-01T11:00:00+01:00");
    CHECK_EQ(too_large.status, 422);
    CHECK_EQ(too_large.code(), "party-too-large");
    CHECK_EQ(too_large.pointer(), "/party");
    const auto explained = school.explain("&party=2");
    CHECK_EQ(explained.text("items/0/reasons/0"), "seats-full");
    CHECK_EQ(explained.text("items/0/causes/0/holder_id"), first.text("session_id"));
    CHECK_FALSE(school.explain().has("items/0/reasons/0"));
}

TEST_CASE("T1: a party that no start has seats for is too large at each of them") {
    School school;
    const auto explained = school.explain("&party=4");
    REQUIRE_EQ(explained.status, 200);
    CHECK_EQ(explained.text("items/0/reasons/0"), "party-too-large");
    CHECK_FALSE(explained.has("items/0/reasons/1"));
    const auto all =
        school.get("/v1/meeting-types/" + school.course + "/explain?party=4&" + std::string{day});
    CHECK_EQ(all.text("items/15/reasons/0"), "party-too-large");
    CHECK_EQ(school.take("4").code(), "party-too-large");
}

TEST_CASE("T3: where a session could go it has its own seats, whatever its type has now") {
    School school;
    const auto first = school.take("2");
    const auto at = "/v1/meeting-types/" + school.course;
    REQUIRE_EQ(school.patch(at, json("{'seats':5}")).status, 200);
    CHECK_EQ(school.slots().text("items/4/seats_left"), "5");
    const auto moving = school.slots("&moving=" + first.text("session_id"));
    CHECK_EQ(moving.text("items/2/seats_left"), "3");
    CHECK_EQ(moving.text("items/4/seats_left"), "3");
    const auto moved = school.post("/v1/sessions/" + first.text("session_id") + "/reschedule",
                                   json("{'start':'2026-12-01T11:00:00+01:00'}"));
    CHECK_EQ(moved.text("seats"), "3");
}

TEST_CASE("a feed of one host tells of a session by what becomes of its bookings") {
    School school;
    const auto first = school.take("1");
    const auto second = school.take("1");
    const auto at = "/v1/sessions/" + first.text("session_id");
    REQUIRE_EQ(school.post(at + "/cancel", "{}").status, 200);
    const auto whole = school.get("/v1/events?types=session.cancelled.v1");
    CHECK_EQ(whole.text("items/0/data/bookings/1"), second.text("id"));
    const auto of_host = school.get(
        "/v1/events?types=session.cancelled.v1,booking.cancelled.v1&host=" + school.host);
    CHECK_EQ(of_host.text("items/0/data/booking"), first.text("id"));
    CHECK_EQ(of_host.text("items/1/data/booking"), second.text("id"));
    CHECK_EQ(of_host.text("items/1/data/released/seats/closes"), "true");
    CHECK_FALSE(of_host.has("items/2"));
}

TEST_CASE("T3: a session moves and is cancelled as a whole") {
    School school;
    const auto first = school.take("1");
    const auto second = school.take("2");
    const auto at = "/v1/sessions/" + first.text("session_id");
    const auto eleven = json("{'start':'2026-12-01T11:00:00+01:00','reason':'No room.'}");
    const auto free = school.slots("&moving=" + first.text("session_id"));
    CHECK_EQ(free.text("items/2/start"), "2026-12-01T09:00:00Z");
    CHECK_EQ(school.slots("&duration_minutes=30&moving=" + first.text("session_id")).status, 400);
    const HeaderLines once{{"Idempotency-Key", "the-move"}};
    const auto moved = school.post(at + "/reschedule", eleven, once);
    REQUIRE_EQ(moved.status, 200);
    CHECK_EQ(moved.text("start"), "2026-12-01T10:00:00Z");
    CHECK_EQ(moved.text("seats_taken"), "3");
    for (const auto& seats : {first, second}) {
        const auto shown = school.get(path(seats, ""));
        CHECK_EQ(shown.text("start"), "2026-12-01T10:00:00Z");
        CHECK_EQ(shown.text("session_id"), first.text("session_id"));
    }
    CHECK_EQ(school.post(at + "/reschedule", eleven, once).body, moved.body);
    const auto other = school.take("1");
    CHECK_EQ(school.post(at + "/reschedule", json("{'start':'" + std::string{ten} + "'}")).code(),
             "claimed");
    const auto cancelled = school.post(at + "/cancel", json("{'reason':'Ill.'}"));
    REQUIRE_EQ(cancelled.status, 200);
    CHECK_EQ(cancelled.text("open"), "false");
    CHECK_EQ(school.get(path(second, "")).text("status"), "cancelled");
    CHECK_EQ(school.get(path(other, "")).text("status"), "confirmed");
    CHECK_EQ(school.post(at + "/cancel", "{}").code(), "already-cancelled");
    CHECK_EQ(school.slots("&moving=" + first.text("session_id")).code(), "already-cancelled");
}

TEST_CASE("T2: holds and bookings of one start share a session, which says who has its seats") {
    School school;
    const auto first = school.take("1");
    const auto held = school.hold("1");
    REQUIRE_EQ(held.status, 201);
    CHECK_EQ(held.text("session_id"), first.text("session_id"));
    const auto second = school.take("1", ten, ",'hold_id':'" + held.text("id") + "'");
    REQUIRE_EQ(second.status, 201);
    CHECK_EQ(second.text("session_id"), first.text("session_id"));
    const auto held_again = school.hold("1");
    const auto session = school.session(first);
    CHECK_EQ(session.status, 200);
    CHECK_EQ(session.text("open"), "true");
    CHECK_EQ(session.text("start"), "2026-12-01T09:00:00Z");
    CHECK_EQ(session.text("seats"), "3");
    CHECK_EQ(session.text("seats_taken"), "3");
    CHECK_EQ(session.text("seats_held"), "1");
    CHECK_EQ(session.text("bookings/0/booking_id"), first.text("id"));
    CHECK_EQ(session.text("bookings/1/booking_id"), second.text("id"));
    CHECK_FALSE(session.has("bookings/2"));
    CHECK_EQ(session.header("ETag"), "\"" + session.text("revision") + "\"");
    CHECK_EQ(school.take("1").code(), "seats-full");
    // Its time runs out, and that counts before it is written.
    school.set_clock("2026-11-30T08:10:00Z");
    CHECK_EQ(school.session(first).text("seats_taken"), "2");
    CHECK_EQ(school.slots().text("items/2/seats_left"), "1");
    CHECK_EQ(school.take("1").status, 201);
}

TEST_CASE("T3: a booking leaves its session to the others, and the last one closes it") {
    School school;
    const auto first = school.take("1");
    const auto second = school.take("1");
    const auto moved =
        school.post(path(first, "/reschedule"), json("{'start':'2026-12-01T12:00:00+01:00'}"));
    REQUIRE_EQ(moved.status, 200);
    CHECK_NE(moved.text("session_id"), second.text("session_id"));
    CHECK_EQ(school.session(second).text("seats_taken"), "1");
    REQUIRE_EQ(school.post(path(second, "/cancel"), "").status, 200);
    CHECK_EQ(school.session(second).text("open"), "false");
    CHECK_EQ(school.session(second).text("seats_taken"), "0");
    CHECK_EQ(school.book(school.type, ten).status, 201);
}

TEST_CASE("B5: where a booking could go, the seats of its session that others have are taken") {
    School school;
    const auto first = school.take("2");
    REQUIRE_EQ(school.take("1").status, 201);
    const auto moving = school.slots("&moving=" + first.text("id"));
    CHECK_EQ(moving.text("items/2/seats_left"), "2");
    CHECK_EQ(moving.text("items/2/start"), "2026-12-01T09:00:00Z");
    CHECK_EQ(school.slots("&party=1&moving=" + first.text("id")).pointer(), "party");
}

TEST_CASE("C4: a series takes seats of a session at each of its starts") {
    School school;
    const auto single = school.take("2", "2026-12-08T10:00:00+01:00");
    REQUIRE_EQ(single.status, 201);
    const auto weekly = ",'recurrence':{'rule':'FREQ=WEEKLY;COUNT=3'}";
    const auto full = school.take("2", ten, weekly);
    CHECK_EQ(full.status, 409);
    CHECK_EQ(full.code(), "seats-full");
    CHECK_EQ(full.pointer(), "/recurrence/rule");
    CHECK_EQ(full.text("refused/0/start"), "2026-12-08T09:00:00Z");
    CHECK_FALSE(full.has("refused/1"));
    CHECK_EQ(school.take("4", ten, weekly).pointer(), "/party");
    const auto series = school.take("1", ten, weekly);
    REQUIRE_EQ(series.status, 201);
    const auto second = school.get("/v1/bookings/" + series.text("bookings/1/id"));
    CHECK_EQ(second.text("session_id"), single.text("session_id"));
    CHECK_EQ(second.text("party"), "1");
    CHECK_EQ(school.session(second).text("seats_taken"), "3");
    CHECK_EQ(school.slots().text("items/2/seats_left"), "2");
}

TEST_CASE("C5: a series moves with its seats, and those of others stay where they are") {
    School school;
    const auto series = school.take("2", ten, ",'recurrence':{'rule':'FREQ=WEEKLY;COUNT=2'}");
    REQUIRE_EQ(series.status, 201);
    REQUIRE_EQ(school.take("1").status, 201);
    const auto at_noon = school.take("2", "2026-12-01T12:00:00+01:00");
    REQUIRE_EQ(at_noon.status, 201);
    const auto slots = school.slots("&moving=" + series.text("id"));
    CHECK_EQ(slots.text("items/2/start"), "2026-12-01T09:00:00Z");
    CHECK_EQ(slots.text("items/2/seats_left"), "2");
    CHECK_EQ(slots.text("items/6/start"), "2026-12-01T11:30:00Z");
    const auto move_to = [&](std::string_view start) {
        return school.post("/v1/series/" + series.text("id") + "/reschedule",
                           json("{'scope':'all','booking_id':'" + series.text("bookings/0/id") +
                                "','start':'" + std::string{start} + "'}"));
    };
    const auto full = move_to("2026-12-01T12:00:00+01:00");
    CHECK_EQ(full.code(), "seats-full");
    CHECK_EQ(full.text("refused/0/start"), "2026-12-01T11:00:00Z");
    const auto moved = move_to("2026-12-01T13:00:00+01:00");
    REQUIRE_EQ(moved.status, 200);
    CHECK_EQ(moved.text("bookings/1/start"), "2026-12-08T12:00:00Z");
    CHECK_EQ(school.slots().text("items/2/seats_left"), "2");
    const auto first = school.get("/v1/bookings/" + moved.text("bookings/0/id"));
    CHECK_EQ(school.session(first).text("seats_taken"), "2");
    CHECK_EQ(school.session(first).text("start"), "2026-12-01T12:00:00Z");
}

TEST_CASE("C6: retiring a host lists each of the bookings that share a session") {
    School school;
    const auto first = school.take("1");
    const auto second = school.take("2");
    const auto retired = school.del("/v1/hosts/" + school.host);
    REQUIRE_EQ(retired.status, 200);
    CHECK_EQ(retired.text("booking_count"), "2");
    CHECK_EQ(retired.text("booking_ids/0"), first.text("id"));
    CHECK_EQ(retired.text("booking_ids/1"), second.text("id"));
}

TEST_CASE("a session is shown to whoever may read its bookings") {
    School school;
    const auto first = school.take("1");
    const auto at = "/v1/sessions/" + first.text("session_id");
    CHECK_EQ(school.get("/v1/sessions/ses_00000000000000000000000009").status, 404);
    CHECK_EQ(school.get(at + "?colour=red").status, 400);
    const auto other = school.hire("Ben");
    school.use(school.issue_key("'role':'host','host_id':'" + other + "'"));
    CHECK_EQ(school.get(at).status, 403);
    school.use("");
    CHECK_EQ(school.get(at).status, 401);
    school.use(first.text("guest_token"));
    CHECK_EQ(school.get(at).status, 403);
}

TEST_CASE("the seats of a type are shown, changed, and refused where they make no sense") {
    School school{",'party_max':2"};
    const auto at = "/v1/meeting-types/" + school.course;
    CHECK_EQ(school.get(at).text("seats"), "3");
    CHECK_EQ(school.get(at).text("party_max"), "2");
    CHECK_EQ(school.take("3").code(), "party-too-large");
    CHECK_EQ(school.patch(at, json("{'seats':1}")).pointer(), "/seats");
    CHECK_EQ(school.patch(at, json("{'party_max':4}")).pointer(), "/party_max");
    CHECK_EQ(school.patch(at, json("{'seats':1,'party_max':2}")).pointer(), "/party_max");
    const auto rotating = "'hosts':[{'any_of':[{'host_id':'" + school.host + "'}]}]";
    CHECK_EQ(school.patch(at, json("{'seats':4," + rotating + "}")).text("seats"), "4");
    CHECK_EQ(school.patch(at, json("{'seats':1,'party_max':null}")).text("seats"), "1");
    CHECK_EQ(school.patch(at, json("{'seats':0}")).pointer(), "/seats");
    CHECK_EQ(school.patch(at, json("{'seats':501}")).pointer(), "/seats");
}

}  // namespace endpoints_sessions_test
