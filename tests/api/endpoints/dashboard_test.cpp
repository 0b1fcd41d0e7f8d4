#include <doctest/doctest.h>

#include "tests/api/practice.hpp"

namespace dashboard_test {

using namespace kalends;
using namespace kalends::api;

namespace {

struct Desk : Practice {
    Reply dashboard() { return get("/v1/hosts/" + host + "/dashboard"); }
    std::string take(std::string_view start) {
        const auto reply = book(type, start);
        REQUIRE_EQ(reply.status, 201);
        return reply.text("id");
    }
};

}  // namespace

TEST_CASE("a dashboard shows today with its guests, and what is next") {
    Desk desk;
    const auto soon = desk.take("2026-11-30T10:00:00+01:00");
    const auto later = desk.take("2026-11-30T14:00:00+01:00");
    desk.take("2026-12-01T10:00:00+01:00");
    const auto cancelled = desk.take("2026-11-30T15:00:00+01:00");
    REQUIRE_EQ(desk.post("/v1/bookings/" + cancelled + "/cancel", "").status, 200);
    const auto morning = desk.dashboard();
    CHECK_EQ(morning.status, 200);
    CHECK_EQ(morning.text("date"), "2026-11-30");
    CHECK_EQ(morning.text("time_zone"), "Europe/Luxembourg");
    CHECK_EQ(morning.text("today/items/0/id"), soon);
    CHECK_EQ(morning.text("today/items/0/guests/0/name"), "Grace");
    CHECK_EQ(morning.text("today/items/1/id"), later);
    CHECK_FALSE(morning.has("today/items/2"));
    CHECK_EQ(morning.text("next/id"), soon);
    CHECK_EQ(morning.header("Kalends-Position"), to_text(desk.engine().position()));
    desk.set_clock("2026-11-30T09:10:00Z");
    CHECK_EQ(desk.dashboard().text("next/id"), later);
}

TEST_CASE("today is the date that the host's clock shows") {
    Desk desk;
    desk.set_clock("2026-11-30T23:30:00Z");
    const auto id = desk.take("2026-12-01T10:00:00+01:00");
    CHECK_EQ(desk.dashboard().text("date"), "2026-12-01");
    CHECK_EQ(desk.dashboard().text("today/items/0/id"), id);
}

TEST_CASE("a dashboard shows what waits for a yes, and how full the days are") {
    Desk desk;
    desk.take("2026-11-30T10:00:00+01:00");
    desk.type = desk.offer(desk.host, ",'approval':{'required':true}");
    const auto waiting = desk.take("2026-12-01T10:00:00+01:00");
    const auto shown = desk.dashboard();
    CHECK_EQ(shown.text("pending/items/0/id"), waiting);
    CHECK_EQ(shown.text("pending/has_more"), "false");
    CHECK_EQ(shown.text("load/0/date"), "2026-11-30");
    CHECK_EQ(shown.text("load/1/bookings"), "1");
    CHECK_EQ(shown.text("load/1/booked_minutes"), "30");
    CHECK_EQ(shown.text("load/1/open_minutes"), "480");
    CHECK_EQ(shown.text("load/1/utilisation_permille"), "63");
    CHECK_EQ(shown.text("load/5/open_minutes"), "0");
    CHECK_FALSE(shown.has("load/7"));
    CHECK_EQ(shown.text("ahead/booked_minutes"), "60");
    CHECK_EQ(shown.text("ahead/open_minutes"), "2400");
    CHECK_EQ(shown.text("past/open_minutes"), "0");
    CHECK(shown.has("no_show_permille"));
    CHECK_EQ(shown.text("no_show_permille"), "");
    desk.set_clock("2026-12-07T08:00:00Z");
    const auto after = desk.dashboard();
    CHECK_EQ(after.text("next/id"), "");
    CHECK_FALSE(after.has("pending/items/0"));
    CHECK_EQ(after.text("past/booked_minutes"), "60");
}

TEST_CASE("W5, W6: a day off is no open day, in a dashboard as in the figures") {
    Desk desk;
    desk.take("2026-12-02T10:00:00+01:00");
    const auto at = "/v1/hosts/" + desk.host;
    const auto feast =
        desk.post("/v1/holiday-calendars",
                  json("{'name':'Feasts','dates':[{'date':'2026-12-01','name':'Feast'}]}"));
    const auto follows = json("{'holiday_calendar_ids':['" + feast.text("id") + "']}");
    REQUIRE_EQ(desk.patch(at, follows).status, 200);
    const auto away = json("{'from':'2026-12-02','to':'2026-12-02'}");
    REQUIRE_EQ(desk.post(at + "/absences", away).status, 201);
    const auto shown = desk.dashboard();
    CHECK_EQ(shown.text("load/1/open_minutes"), "0");
    CHECK_EQ(shown.text("load/2/open_minutes"), "30");
    CHECK_EQ(shown.text("load/2/utilisation_permille"), "1000");
    CHECK_EQ(shown.text("ahead/open_minutes"), "1470");
    const auto counted =
        desk.get("/v1/analytics/utilisation?by=month&from=2026-11-30&to=2026-12-07&group_by=host");
    CHECK_EQ(counted.text("items/0/open_minutes"), "480");
    CHECK_EQ(counted.text("items/1/open_minutes"), "990");
}

TEST_CASE(
    "B1: what took place, or did not, fills its day, and a dashboard tells how many stay away") {
    Desk desk;
    std::vector<std::string> bookings;
    for (const auto* hour : {"10", "11", "12"}) {
        bookings.push_back(desk.take("2026-11-30T" + std::string{hour} + ":00:00+01:00"));
    }
    desk.set_clock("2026-11-30T12:00:00Z");
    REQUIRE_EQ(desk.post("/v1/bookings/" + bookings[0] + "/complete", "").status, 200);
    REQUIRE_EQ(desk.post("/v1/bookings/" + bookings[1] + "/no-show", "").status, 200);
    const auto same_day = desk.dashboard();
    CHECK_EQ(same_day.text("today/items/0/status"), "completed");
    CHECK_EQ(same_day.text("today/items/1/status"), "no_show");
    CHECK_EQ(same_day.text("load/0/bookings"), "3");
    CHECK_EQ(same_day.text("ahead/booked_minutes"), "90");
    CHECK_EQ(same_day.text("no_show_permille"), "");
    desk.set_clock("2026-12-01T07:00:00Z");
    const auto next_day = desk.dashboard();
    CHECK_EQ(next_day.text("past/booked_minutes"), "90");
    CHECK_EQ(next_day.text("no_show_permille"), "333");
}

TEST_CASE("a list of a dashboard is cut, and says so") {
    Desk desk;
    desk.type = desk.offer(desk.host, ",'approval':{'required':true}");
    for (int day = 1; day <= 4; ++day) {
        for (int hour = 9; hour < 17; ++hour) {
            for (const auto* minutes : {":00", ":30"}) {
                desk.take("2026-12-0" + std::to_string(day) + (hour < 10 ? "T0" : "T") +
                          std::to_string(hour) + minutes + ":00+01:00");
            }
        }
    }
    const auto shown = desk.dashboard();
    CHECK(shown.has("pending/items/49"));
    CHECK_FALSE(shown.has("pending/items/50"));
    CHECK_EQ(shown.text("pending/has_more"), "true");
}

TEST_CASE("a dashboard is for the host, and for whoever may read hosts and bookings") {
    Desk desk;
    const auto own = desk.issue_key("'role':'host','host_id':'" + desk.host + "'");
    const auto other = desk.issue_key("'role':'host','host_id':'" + desk.hire("Grace") + "'");
    const auto of_hosts = desk.issue_key("'role':'admin','scopes':['hosts:read']");
    const auto of_bookings = desk.issue_key("'role':'admin','scopes':['bookings:read']");
    desk.use(own);
    CHECK_EQ(desk.dashboard().status, 200);
    for (const auto& key : {other, of_hosts, of_bookings}) {
        desk.use(key);
        CHECK_EQ(desk.dashboard().status, 403);
    }
    desk.use("");
    CHECK_EQ(desk.dashboard().status, 401);
    desk.use(desk.owner);
    CHECK_EQ(desk.get("/v1/hosts/hst_00000000000000000000000001/dashboard").status, 404);
    CHECK_EQ(desk.get("/v1/hosts/Ada/dashboard").status, 404);
    desk.found_organisation("Other");
    CHECK_EQ(desk.dashboard().status, 404);
}

}  // namespace dashboard_test
