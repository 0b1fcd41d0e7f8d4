#include <doctest/doctest.h>

#include "tests/api/office.hpp"

namespace endpoints_zones_test {

using namespace kalends;
using namespace kalends::api;

namespace {

const std::string missing{zone_without_data};

// Two hosts, of whom one got hours in a zone on another machine, so that no request checked it
// here.
struct Practice : Office {
    std::string owner = found_organisation();
    std::string moved = hire("Ada");
    std::string type_of_moved = offer(moved);
    std::string type_of_other = offer(hire("Grace"));
    std::string booking = book(type_of_moved, "2026-12-01T09:00:00Z").text("id");

    Practice() {
        const auto organisation = engine().owner_of(stream_of(*parse<HostId>(moved)));
        const WeeklyRule always{Weekdays{127}, {Minutes{0}, minutes_per_day}, {}};
        engine().submit({.organisation = *organisation,
                         .actor = {.kind = ActorKind::api_key,
                                   .id = IdBits{1, 1},
                                   .role = Role::owner,
                                   .scopes = scopes_of(Role::owner)},
                         .command = SetSchedule{*parse<HostId>(moved),
                                                std::string{default_schedule},
                                                {missing, {always}, {}, {}}}});
        (void)patch("/v1/hosts/" + moved, "{}");  // with which the engine goes on
    }
};

}  // namespace

TEST_CASE("W0: a zone without data on this machine cannot be named, wherever one can be") {
    Office office;
    office.found_organisation();
    const auto zone = "'time_zone':'" + missing + "'";
    const auto host = office.post("/v1/hosts", json("{'name':'Ada'," + zone + "}"));
    CHECK_EQ(host.status, 400);
    CHECK_EQ(host.pointer(), "/time_zone");
    const auto hired = office.hire();
    const auto hours =
        office.put("/v1/hosts/" + hired + "/schedules/default", json("{" + zone + ",'weekly':[]}"));
    CHECK_EQ(hours.pointer(), "/time_zone");
    const auto slots = office.get("/v1/meeting-types/" + office.offer(hired) +
                                  "/slots?from=2026-12-01&to=2026-12-02&time_zone=" + missing);
    CHECK_EQ(slots.status, 400);
    CHECK_EQ(slots.pointer(), "time_zone");
}

TEST_CASE("W0: what needs hours in a zone that is missing is told so, and all else is answered") {
    Practice office;
    const auto day = std::string{"?from=2026-12-01&to=2026-12-02"};
    const auto of_moved = "/v1/meeting-types/" + office.type_of_moved;
    const std::string move = "/v1/bookings/" + office.booking + "/reschedule";
    for (const auto& reply :
         {office.get(of_moved + "/slots" + day), office.get(of_moved + "/explain" + day),
          office.get("/v1/analytics/utilisation" + day),
          office.get("/v1/hosts/" + office.moved + "/dashboard"),
          office.book(office.type_of_moved, "2026-12-01T10:00:00Z"),
          office.post(move, json("{'start':'2026-12-01T11:00:00Z'}"))}) {
        CHECK_EQ(reply.status, 503);
        CHECK_EQ(reply.code(), "zone-missing");
        CHECK_EQ(reply.text("retryable"), "false");
        CHECK_EQ(reply.header("Retry-After"), "");
    }
    CHECK_EQ(office.get("/v1/bookings/" + office.booking).status, 200);
    CHECK_EQ(office.get("/v1/analytics/bookings" + day).text("items/0/bookings"), "1");
    CHECK_EQ(office.post("/v1/bookings/" + office.booking + "/cancel", "{}").status, 200);
    const auto of_other = "/v1/meeting-types/" + office.type_of_other + "/slots" + day;
    CHECK(office.get(of_other).has("items/15"));
    CHECK_EQ(office.book(office.type_of_other, "2026-12-01T10:00:00Z").status, 201);
}

}  // namespace endpoints_zones_test
