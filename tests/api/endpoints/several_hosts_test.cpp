#include <doctest/doctest.h>

#include "tests/api/practice.hpp"

namespace several_hosts_api_test {

using namespace kalends::api;

namespace {

// The practice with another doctor, and two rooms of which a visit takes one.
struct RoomyPractice : Practice {
    std::string other_doctor = hire("Ben");
    std::string room = hire("Room");
    std::string other_room = hire("Other room");

    std::string offer_to(const std::string& hosts, std::string_view more = "") {
        const auto reply = post("/v1/meeting-types",
                                json("{'name':'Visit','duration_minutes':30,'hosts':" + hosts +
                                     std::string{more} + "}"));
        REQUIRE_EQ(reply.status, 201);
        return reply.text("id");
    }
    std::string doctor_and_room(std::string_view more = "") {
        return offer_to("[{'host_id':'" + host + "'},{'any_of':[{'host_id':'" + room +
                            "','weight':2,'priority':1},{'host_id':'" + other_room + "'}]}]",
                        more);
    }
    Reply slots(const std::string& of, std::string_view query) {
        return get("/v1/meeting-types/" + of + "/slots?" + std::string{query});
    }
    Reply explain(const std::string& of, std::string_view query) {
        return get("/v1/meeting-types/" + of + "/explain?" + std::string{query});
    }
};

constexpr std::string_view tuesday = "from=2026-12-01&to=2026-12-02";
constexpr std::string_view at_eight = "2026-12-01T08:00:00Z";

}  // namespace

TEST_CASE("H1: a type of a doctor and a room is shown as it was asked for") {
    RoomyPractice practice;
    const auto type = practice.doctor_and_room();
    const auto shown = practice.get("/v1/meeting-types/" + type);
    CHECK_EQ(shown.text("hosts/0/host_id"), practice.host);
    CHECK_EQ(shown.text("hosts/1/any_of/0/host_id"), practice.room);
    CHECK(shown.body.find(R"("weight":2,"priority":1)") != std::string::npos);
    const auto other = practice.patch("/v1/meeting-types/" + type,
                                      json("{'hosts':[{'any_of':[{'host_id':'" + practice.host +
                                           "'}]},{'host_id':'" + practice.room + "'}]}"));
    CHECK_EQ(other.status, 400);
    CHECK_EQ(other.pointer(), "/hosts");
}

TEST_CASE("H1: a slot lists who can take it, and booking it takes the doctor and one room") {
    RoomyPractice practice;
    const auto type = practice.doctor_and_room();
    const auto before = practice.slots(type, tuesday);
    CHECK_EQ(before.text("items/0/host_ids/0"), practice.host);
    CHECK_EQ(before.text("items/0/host_ids/1"), practice.room);
    CHECK_EQ(before.text("items/0/host_ids/2"), practice.other_room);
    const auto booked = practice.book(type, at_eight);
    CHECK_EQ(booked.status, 201);
    CHECK_EQ(booked.text("host_ids/0"), practice.host);
    CHECK_EQ(booked.text("host_ids/1"), practice.room);
    const auto of_room = practice.offer_to("[{'host_id':'" + practice.room + "'}]");
    CHECK_EQ(practice.book(of_room, at_eight).code(), "claimed");
    CHECK_EQ(practice.get("/v1/bookings?host_id=" + practice.room).text("items/0/id"),
             booked.text("id"));
    CHECK_EQ(practice.get("/v1/bookings?host_id=" + practice.host).text("items/0/id"),
             booked.text("id"));
}

TEST_CASE("T2: where hosts rotate a session that has no room is followed by another") {
    RoomyPractice practice;
    const auto type = practice.offer_to("[{'any_of':[{'host_id':'" + practice.host +
                                            "'},{'host_id':'" + practice.other_doctor + "'}]}]",
                                        ",'seats':2");
    const auto first = practice.book(type, at_eight);
    REQUIRE_EQ(first.status, 201);
    const bool is_first_of_host = first.text("host_ids/0") == practice.host;
    const auto other = is_first_of_host ? practice.other_doctor : practice.host;
    const auto one_left = practice.slots(type, tuesday);
    CHECK_EQ(one_left.text("items/0/seats_left"), "2");
    CHECK_EQ(one_left.text("items/0/host_ids/0"), first.text("host_ids/0"));
    CHECK_FALSE(one_left.has("items/0/host_ids/1"));
    CHECK_EQ(practice.book(type, at_eight).text("session_id"), first.text("session_id"));
    const auto full = practice.slots(type, tuesday);
    CHECK_EQ(full.text("items/0/host_ids/0"), other);
    const auto third = practice.book(type, at_eight);
    CHECK_EQ(third.text("host_ids/0"), other);
    CHECK(third.text("session_id") != first.text("session_id"));
    REQUIRE_EQ(practice.book(type, at_eight).status, 201);
    CHECK_EQ(practice.book(type, at_eight).code(), "seats-full");
    const auto closed = practice.explain(type, "start=" + std::string{at_eight});
    CHECK_EQ(closed.text("items/0/reasons/0"), "seats-full");
}

TEST_CASE("H2: a booking says how its host was chosen, and not to guests nor to other hosts") {
    RoomyPractice practice;
    const auto type = practice.doctor_and_room();
    const auto booked = practice.book(type, at_eight);
    const auto at = "/v1/bookings/" + booked.text("id");
    const auto shown = practice.get(at);
    CHECK_EQ(shown.text("assignments/0/host_id"), practice.room);
    CHECK_EQ(shown.text("assignments/0/group"), "0");
    CHECK_EQ(shown.text("assignments/0/reason"), "balance");
    CHECK_EQ(shown.text("assignments/0/chosen_at"), booked.text("created_at"));
    CHECK_EQ(shown.text("assignments/0/candidates/0/credit_millionths"), "666666");
    CHECK_EQ(shown.text("assignments/0/candidates/1/host_id"), practice.other_room);
    CHECK_EQ(shown.text("assignments/0/candidates/1/balance_millionths"), "0");
    CHECK_EQ(shown.text("assignments/0/candidates/1/last_booked_at"), "");
    const auto next = practice.book(type, "2026-12-01T08:30:00Z");
    CHECK_EQ(practice.get("/v1/bookings/" + next.text("id"))
                 .text("assignments/0/candidates/0/balance_millionths"),
             "-333333");
    CHECK_FALSE(
        practice
            .get("/v1/bookings/" + practice.book(practice.type, "2026-12-01T15:00:00Z").text("id"))
            .has("assignments"));
    practice.use(practice.issue_key("'role':'host','host_id':'" + practice.room + "'"));
    CHECK_EQ(practice.get(at).status, 200);
    CHECK_FALSE(practice.get(at).has("assignments"));
    practice.use(booked.text("guest_token"));
    CHECK_EQ(practice.get(at).status, 200);
    CHECK_FALSE(practice.get(at).has("assignments"));
}

TEST_CASE("H2: a session says how its host was chosen, after that of the booking has gone, too") {
    RoomyPractice practice;
    const auto type = practice.doctor_and_room(",'seats':2");
    const auto opener = practice.book(type, at_eight);
    const auto joined = practice.book(type, at_eight);
    REQUIRE_EQ(joined.status, 201);
    const auto session = "/v1/sessions/" + joined.text("session_id");
    CHECK_FALSE(practice.get("/v1/bookings/" + joined.text("id")).has("assignments"));
    practice.post("/v1/bookings/" + opener.text("id") + "/cancel", "");
    const auto shown = practice.get(session);
    CHECK_EQ(shown.text("assignments/0/host_id"), practice.room);
    CHECK_EQ(shown.text("assignments/0/chosen_at"), opener.text("created_at"));
    CHECK_FALSE(practice.post(session + "/cancel", "").has("assignments"));
    practice.use(practice.issue_key("'role':'host','host_id':'" + practice.room + "'"));
    CHECK_EQ(practice.get(session).status, 200);
    CHECK_FALSE(practice.get(session).has("assignments"));
}

TEST_CASE("H1: explain says of a group what is against the host nearest to being free") {
    RoomyPractice practice;
    const auto type = practice.doctor_and_room();
    for (const auto& room : {practice.room, practice.other_room}) {
        const auto of_room = practice.offer_to("[{'host_id':'" + room + "'}]");
        REQUIRE_EQ(practice.book(of_room, at_eight).status, 201);
    }
    const auto explained = practice.explain(type, "start=2026-12-01T08:00:00Z");
    CHECK_EQ(explained.text("items/0/reasons/0"), "claimed");
    CHECK(explained.has("items/0/causes/0"));
    CHECK_FALSE(explained.has("items/0/causes/1"));
    const auto refused = practice.book(type, at_eight);
    CHECK_EQ(refused.code(), "claimed");
    CHECK_EQ(refused.text("alternatives/0"), "2026-12-01T08:30:00Z");
}

TEST_CASE("H2: a host's own key sees and books itself alone of its group") {
    RoomyPractice practice;
    const auto team = practice.offer_to("[{'any_of':[{'host_id':'" + practice.host +
                                        "'},{'host_id':'" + practice.other_doctor + "'}]}]");
    practice.use(practice.issue_key("'role':'host','host_id':'" + practice.other_doctor + "'"));
    const auto seen = practice.slots(team, tuesday);
    CHECK_EQ(seen.text("items/0/host_ids/0"), practice.other_doctor);
    CHECK_FALSE(seen.has("items/0/host_ids/1"));
    const auto own = practice.book(team, at_eight);
    CHECK_EQ(own.status, 201);
    CHECK_EQ(own.text("host_ids/0"), practice.other_doctor);
    const auto refused = practice.book(team, at_eight);
    CHECK_EQ(refused.code(), "claimed");
    CHECK_EQ(refused.text("alternatives/0"), "2026-12-01T08:30:00Z");
}

TEST_CASE("the bounds of a query count each start once for each host") {
    RoomyPractice practice;
    const auto type = practice.doctor_and_room(",'slot_interval_minutes':1");
    for (const auto* const path : {"/slots?", "/explain?"}) {
        const auto reply =
            practice.get("/v1/meeting-types/" + type + path + "from=2026-12-02&to=2026-12-01");
        CHECK_EQ(reply.status, 400);
        CHECK_EQ(reply.pointer(), "to");
    }
    const auto weeks = "from=2026-12-01&to=2026-12-23";
    CHECK_EQ(practice.slots(type, weeks).status, 200);
    CHECK_EQ(practice.slots(type, "from=2026-12-01&to=2027-03-03").pointer(), "to");
    CHECK_EQ(practice.explain(type, "from=2026-12-01&to=2026-12-31").pointer(), "to");
    std::string pool = "[{'any_of':[";
    for (int i = 0; i < 30; ++i) {
        pool += (i == 0 ? "{'host_id':'" : ",{'host_id':'") + practice.hire("Room") + "'}";
    }
    const auto of_pool = practice.offer_to(pool + "]}]", ",'slot_interval_minutes':1");
    CHECK_EQ(practice.slots(of_pool, tuesday).status, 200);
    const auto refused = practice.slots(of_pool, weeks);
    CHECK_EQ(refused.status, 400);
    CHECK_EQ(refused.pointer(), "to");
    CHECK_EQ(practice.explain(of_pool, "from=2026-12-01&to=2026-11-01").status, 400);
    CHECK_EQ(practice.slots(of_pool, "from=2026-12-05&to=2026-12-07").text("next_available"),
             "2026-12-07T08:00:00Z");
}

TEST_CASE(
    "a booking is handed over to a host of its group, named or chosen, once for each asking") {
    RoomyPractice practice;
    const auto type = practice.doctor_and_room();
    const auto booking = practice.book(type, at_eight).text("id");
    const auto reassign = [&](std::string_view body, HeaderLines headers = {}) {
        return practice.post("/v1/bookings/" + booking + "/reassign", json(body),
                             std::move(headers));
    };
    const auto bare = reassign("{}");
    CHECK_EQ(bare.status, 400);
    CHECK_EQ(bare.pointer(), "/host_id");
    CHECK_EQ(reassign("{}", {{"If-Match", "*"}}).status, 400);
    const auto chosen = reassign("{'reason':'It leaks.'}", {{"Idempotency-Key", "once"}});
    CHECK_EQ(chosen.status, 200);
    CHECK_EQ(chosen.text("host_ids/0"), practice.host);
    CHECK_EQ(chosen.text("host_ids/1"), practice.other_room);
    CHECK_EQ(chosen.text("reason"), "It leaks.");
    CHECK_EQ(reassign("{'reason':'It leaks.'}", {{"Idempotency-Key", "once"}}).body, chosen.body);
    CHECK_EQ(reassign("{}", {{"If-Match", "\"1\""}}).status, 412);
    const auto named = reassign("{'host_id':'" + practice.room + "'}");
    CHECK_EQ(named.text("host_ids/1"), practice.room);
    CHECK_EQ(named.text("revision"),
             reassign("{'host_id':'" + practice.room + "'}").text("revision"));
    CHECK_EQ(reassign("{'host_id':'" + practice.other_doctor + "'}").status, 404);
    CHECK_EQ(reassign("{'host_id':'" + practice.other_doctor + "'}").pointer(), "/host_id");
    CHECK(practice.get("/v1/bookings/" + booking + "/history").body.find("booking.reassigned.v1") !=
          std::string::npos);
    CHECK_EQ(practice.get("/v1/bookings?host_id=" + practice.room).text("items/0/id"), booking);
    CHECK_FALSE(practice.get("/v1/bookings?host_id=" + practice.other_room).has("items/0"));
}

TEST_CASE("a host that is not free does not get a booking, and guests hand nothing over") {
    RoomyPractice practice;
    const auto type = practice.doctor_and_room();
    const auto booked = practice.book(type, at_eight);
    const auto path = "/v1/bookings/" + booked.text("id") + "/reassign";
    const auto to_other_room = json("{'host_id':'" + practice.other_room + "'}");
    const auto of_room = practice.offer_to("[{'host_id':'" + practice.other_room + "'}]");
    REQUIRE_EQ(practice.book(of_room, at_eight).status, 201);
    const auto refused = practice.post(path, to_other_room);
    CHECK_EQ(refused.status, 409);
    CHECK_EQ(refused.code(), "claimed");
    CHECK_EQ(refused.pointer(), "/host_id");
    practice.use(practice.issue_key("'role':'host','host_id':'" + practice.other_doctor + "'"));
    CHECK_EQ(practice.post(path, to_other_room).status, 403);
    practice.use(booked.text("guest_token"));
    CHECK_EQ(practice.post(path, to_other_room).status, 403);
}

}  // namespace several_hosts_api_test
