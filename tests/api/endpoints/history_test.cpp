#include "api/endpoints/history.hpp"

#include <doctest/doctest.h>

#include "tests/api/practice.hpp"

namespace endpoints_history_test {

using namespace kalends::api;

TEST_CASE("the history says who did what to a booking, and what it changed") {
    Practice office;
    const auto booked = office.book(office.type, "2026-12-01T10:00:00+01:00");
    const auto at = "/v1/bookings/" + booked.text("id");
    REQUIRE_EQ(
        office.post(at + "/reschedule", json("{'start':'2026-12-01T11:00:00+01:00'}")).status, 200);
    REQUIRE_EQ(office.patch(at, json("{'guests':[{'name':'Katherine'}]}")).status, 200);
    REQUIRE_EQ(office.post(at + "/cancel", json("{'reason':'ill'}")).status, 200);

    const auto reply = office.get(at + "/history");
    REQUIRE_EQ(reply.status, 200);
    CHECK_EQ(reply.text("items/0/type"), "booking.confirmed.v1");
    CHECK_EQ(reply.text("items/0/after/guests/0/name"), "Grace");
    CHECK_EQ(reply.text("items/0/role"), "owner");
    CHECK_EQ(reply.text("items/0/request_id"), "req-1");
    CHECK(reply.text("items/0/actor").starts_with("api-key:key_"));
    CHECK_EQ(reply.text("items/0/position"), booked.header("Kalends-Position"));
    CHECK_EQ(reply.text("items/1/before/start"), "2026-12-01T09:00:00Z");
    CHECK_EQ(reply.text("items/1/after/start"), "2026-12-01T10:00:00Z");
    CHECK_FALSE(reply.has("items/1/after/guests"));
    CHECK_EQ(reply.text("items/2/after/guests/0/name"), "Katherine");
    CHECK_EQ(reply.text("items/3/after/status"), "cancelled");
    CHECK_EQ(reply.text("items/3/after/reason"), "ill");
    CHECK_FALSE(reply.has("items/4"));
}

TEST_CASE("C1: the history says what was overridden, by whom") {
    Practice office;
    const auto plain = office.book(office.type, "2026-12-01T10:00:00+01:00");
    CHECK_FALSE(
        office.get("/v1/bookings/" + plain.text("id") + "/history").has("items/0/overridden"));
    const auto late = office.post(
        "/v1/bookings", json("{'meeting_type_id':'" + office.type +
                             "','start':'2026-12-01T20:00:00+01:00','guests':[{'name':'Grace'}],"
                             "'overrides':['outside-hours','too-soon']}"));
    REQUIRE_EQ(late.status, 201);
    const auto reply = office.get("/v1/bookings/" + late.text("id") + "/history");
    CHECK_EQ(reply.text("items/0/overridden/0"), "outside-hours");
    CHECK_FALSE(reply.has("items/0/overridden/1"));
}

TEST_CASE("a long history comes in pages that give the same entries") {
    Practice office;
    const auto booked = office.book(office.type, "2026-12-01T10:00:00+01:00");
    const auto at = "/v1/bookings/" + booked.text("id");
    for (const auto* crm : {"1", "2", "3", "4"}) {
        REQUIRE_EQ(office.patch(at, json("{'metadata':{'crm':'" + std::string{crm} + "'}}")).status,
                   200);
    }
    const auto whole = office.get(at + "/history");
    std::string next = at + "/history?limit=2";
    int seen = 0;
    while (!next.empty()) {
        const auto page = office.get(next);
        for (int i = 0; page.has("items/" + std::to_string(i)); ++i, ++seen) {
            CHECK_EQ(page.text("items/" + std::to_string(i) + "/id"),
                     whole.text("items/" + std::to_string(seen) + "/id"));
            CHECK_EQ(page.text("items/" + std::to_string(i) + "/before/metadata/crm"),
                     whole.text("items/" + std::to_string(seen) + "/before/metadata/crm"));
        }
        next = page.text("next");
    }
    CHECK_EQ(seen, 5);
}

TEST_CASE("request id and trace parent stand in the history and on the answer") {
    Practice office;
    const std::string trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    const auto booked =
        office.book(office.type, "2026-12-01T10:00:00+01:00", {{"traceparent", trace}});
    CHECK_EQ(booked.header("traceparent"), trace);
    const auto history = office.get("/v1/bookings/" + booked.text("reference") + "/history");
    CHECK_EQ(history.text("items/0/traceparent"), trace);
    CHECK_EQ(history.text("items/0/request_id"), "req-1");
}

}  // namespace endpoints_history_test
