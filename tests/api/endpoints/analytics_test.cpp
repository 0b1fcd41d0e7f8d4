#include <doctest/doctest.h>

#include "tests/api/practice.hpp"

namespace analytics_test {

using namespace kalends;
using namespace kalends::api;

namespace {

constexpr std::string_view tuesday_ten = "2026-12-01T10:00:00+01:00";
constexpr std::string_view tuesday_eleven = "2026-12-01T11:00:00+01:00";
constexpr std::string_view friday_ten = "2026-12-04T10:00:00+01:00";

const HeaderLines as_table{{"Accept", "text/csv"}};

struct Desk : Practice {
    // The numbers of December's first two weeks, and whatever else is asked.
    Reply count(std::string_view endpoint, std::string_view more = "", HeaderLines headers = {}) {
        std::string target = "/v1/analytics/" + std::string{endpoint};
        target.append("?from=2026-11-30&to=2026-12-14").append(more);
        return get(target, std::move(headers));
    }
    std::string take(std::string_view start) {
        const auto reply = book(type, start);
        REQUIRE_EQ(reply.status, 201);
        return reply.text("id");
    }
    void cancel(const std::string& booking) {
        REQUIRE_EQ(post("/v1/bookings/" + booking + "/cancel", "").status, 200);
    }
    void move(const std::string& booking, std::string_view start) {
        const auto body = json("{'start':'" + std::string{start} + "'}");
        REQUIRE_EQ(post("/v1/bookings/" + booking + "/reschedule", body).status, 200);
    }
};

constexpr const char* endpoints[] = {"bookings",    "lead-time", "cancellations",
                                     "utilisation", "funnel",    "revenue"};

}  // namespace

TEST_CASE("bookings are counted where they stand now") {
    Desk desk;
    desk.take(tuesday_ten);
    const auto moved = desk.take(tuesday_eleven);
    CHECK_EQ(desk.count("bookings").text("items/0/bookings"), "2");
    desk.move(moved, friday_ten);
    const auto by_day = desk.count("bookings");
    CHECK_EQ(by_day.body,
             R"({"from":"2026-11-30","to":"2026-12-14","by":"day","items":[)"
             R"({"date":"2026-12-01","host_id":null,"meeting_type_id":null,"status":null,)"
             R"("bookings":1,"minutes":30},)"
             R"({"date":"2026-12-04","host_id":null,"meeting_type_id":null,"status":null,)"
             R"("bookings":1,"minutes":30}]})");
    CHECK_EQ(by_day.header("Kalends-Position"), to_text(desk.engine().position()));
    const auto by_week = desk.count("bookings", "&by=week");
    CHECK_EQ(by_week.text("items/0/date"), "2026-11-30");
    CHECK_EQ(by_week.text("items/0/bookings"), "2");
    CHECK_EQ(desk.count("bookings", "&by=month").text("items/0/date"), "2026-12-01");
}

TEST_CASE("groups and filters part what is counted") {
    Desk desk;
    const auto other = desk.offer(desk.hire("Grace"));
    desk.take(tuesday_ten);
    REQUIRE_EQ(desk.book(other, tuesday_ten).status, 201);
    desk.cancel(desk.take(tuesday_eleven));
    const auto by_status = desk.count("bookings", "&group_by=status");
    CHECK_EQ(by_status.text("items/0/status"), "confirmed");
    CHECK_EQ(by_status.text("items/0/bookings"), "2");
    CHECK_EQ(by_status.text("items/1/status"), "cancelled");
    const auto by_all = desk.count("bookings", "&group_by=host,meeting_type,status&by=month");
    const bool is_first = by_all.text("items/0/host_id") == desk.host;
    CHECK_EQ(by_all.text("items/0/meeting_type_id"), is_first ? desk.type : other);
    CHECK(by_all.has("items/2"));
    CHECK_FALSE(by_all.has("items/3"));
    CHECK_EQ(desk.count("bookings", "&host_id=" + desk.host).text("items/0/bookings"), "2");
    CHECK_EQ(desk.count("bookings", "&meeting_type_id=" + other).text("items/0/bookings"), "1");
    CHECK_EQ(desk.count("bookings", "&status=confirmed,pending").text("items/0/bookings"), "2");
    CHECK_FALSE(desk.count("bookings", "&status=expired").has("items/0"));
    desk.found_organisation("Other");
    CHECK_FALSE(desk.count("bookings").has("items/0"));
}

TEST_CASE("lead times are added up, and their median is bounded") {
    Desk desk;
    desk.take(tuesday_ten);
    desk.take(tuesday_eleven);
    const auto id = desk.take(friday_ten);
    const auto reply = desk.count("lead-time", "&by=month");
    CHECK_EQ(reply.text("items/0/bookings"), "3");
    CHECK_EQ(reply.text("items/0/lead_minutes"), std::to_string(1'500 + 1'560 + 4 * 1'440 + 60));
    CHECK_EQ(reply.text("items/0/median_from_minutes"), "1440");
    CHECK_EQ(reply.text("items/0/median_to_minutes"), "2880");
    CHECK_EQ(reply.text("items/0/ahead_1d"), "2");
    CHECK_EQ(reply.text("items/0/ahead_2d"), "1");
    CHECK_EQ(desk.count("lead-time", "&status=cancelled").has("items/0"), false);
}

TEST_CASE("cancellations tell by whom and how early") {
    Desk desk;
    desk.take(tuesday_ten);
    desk.cancel(desk.take(tuesday_eleven));
    const auto owner = desk.issue_key("'role':'host','host_id':'" + desk.host + "'");
    const auto kept = desk.take(friday_ten);
    desk.use(owner);
    desk.cancel(kept);
    const auto reply = desk.count("cancellations", "&by=week");
    CHECK_EQ(reply.text("items/0/bookings"), "3");
    CHECK_EQ(reply.text("items/0/cancelled"), "2");
    CHECK_EQ(reply.text("items/0/cancelled_permille"), "667");
    CHECK_EQ(reply.text("items/0/by_owner"), "1");
    CHECK_EQ(reply.text("items/0/by_host"), "1");
    CHECK_EQ(reply.text("items/0/by_guest"), "0");
    CHECK_EQ(reply.text("items/0/notice_minutes"), std::to_string(1'560 + 4 * 1'440 + 60));
    CHECK_EQ(reply.text("items/0/ahead_1d"), "1");
}

TEST_CASE("utilisation is booked over open time, also where nothing is booked") {
    Desk desk;
    desk.take(tuesday_ten);
    desk.cancel(desk.take(tuesday_eleven));
    const auto by_day = desk.count("utilisation");
    CHECK_EQ(by_day.text("items/0/date"), "2026-11-30");
    CHECK_EQ(by_day.text("items/0/booked_minutes"), "0");
    CHECK_EQ(by_day.text("items/0/open_minutes"), "480");
    CHECK_EQ(by_day.text("items/1/booked_minutes"), "30");
    CHECK_EQ(by_day.text("items/1/utilisation_permille"), "63");
    const auto by_week = desk.count("utilisation", "&by=week&group_by=host");
    CHECK_EQ(by_week.text("items/0/host_id"), desk.host);
    CHECK_EQ(by_week.text("items/0/open_minutes"), "2400");
    CHECK_FALSE(
        desk.count("utilisation", "&host_id=hst_00000000000000000000000001").has("items/0"));
    REQUIRE_EQ(desk.del("/v1/hosts/" + desk.host + "/schedules/default").status, 204);
    const auto closed = desk.count("utilisation");
    CHECK_EQ(closed.text("items/0/open_minutes"), "0");
    CHECK_EQ(closed.text("items/0/utilisation_permille"), "");
}

TEST_CASE("the funnel counts by the date of making") {
    Desk desk;
    desk.type = desk.offer(desk.host, ",'approval':{'required':true}");
    desk.take(tuesday_ten);
    const auto approved = desk.take(tuesday_eleven);
    REQUIRE_EQ(desk.post("/v1/bookings/" + approved + "/approve", "").status, 200);
    desk.cancel(approved);
    const auto reply = desk.count("funnel", "&group_by=meeting_type");
    CHECK_EQ(reply.text("items/0/date"), "2026-11-30");
    CHECK_EQ(reply.text("items/0/meeting_type_id"), desk.type);
    CHECK_EQ(reply.text("items/0/held"), "0");
    CHECK_EQ(reply.text("items/0/booked"), "2");
    CHECK_EQ(reply.text("items/0/confirmed"), "1");
    CHECK_EQ(reply.text("items/0/completed"), "0");
    CHECK_EQ(desk.count("funnel", "&host_id=" + desk.host).text("items/0/booked"), "2");
}

TEST_CASE("revenue is the price of completed bookings, of the revision that each records") {
    Desk desk;
    const auto none = R"({"from":"2026-11-30","to":"2026-12-14","by":"week","items":[]})";
    desk.take(tuesday_ten);
    desk.type = desk.offer(desk.host, ",'price':{'amount_minor':4500,'currency':'EUR'}");
    const auto first = desk.take(tuesday_eleven);
    const auto dearer = json("{'price':{'amount_minor':5000,'currency':'EUR'}}");
    REQUIRE_EQ(desk.patch("/v1/meeting-types/" + desk.type, dearer).status, 200);
    const auto second = desk.take("2026-12-01T13:00:00+01:00");
    const auto third = desk.take("2026-12-01T14:00:00+01:00");
    const auto in_yen = json("{'price':{'amount_minor':700,'currency':'JPY'}}");
    REQUIRE_EQ(desk.patch("/v1/meeting-types/" + desk.type, in_yen).status, 200);
    const auto fourth = desk.take("2026-12-01T15:00:00+01:00");
    desk.set_clock("2026-12-01T16:00:00Z");
    CHECK_EQ(desk.count("revenue", "&by=week").body, none);
    for (const auto& booking : {first, second, fourth}) {
        REQUIRE_EQ(desk.post("/v1/bookings/" + booking + "/complete", "").status, 200);
    }
    REQUIRE_EQ(desk.post("/v1/bookings/" + third + "/no-show", "").status, 200);
    const auto revenue = desk.count("revenue", "&group_by=host,meeting_type");
    CHECK_EQ(revenue.text("items/0/date"), "2026-12-01");
    CHECK_EQ(revenue.text("items/0/host_id"), desk.host);
    CHECK_EQ(revenue.text("items/0/meeting_type_id"), desk.type);
    CHECK_EQ(revenue.text("items/0/currency"), "EUR");
    CHECK_EQ(revenue.text("items/0/completed"), "2");
    CHECK_EQ(revenue.text("items/0/amount_minor"), "9500");
    CHECK_EQ(revenue.text("items/1/currency"), "JPY");
    CHECK_EQ(revenue.text("items/1/amount_minor"), "700");
    CHECK_FALSE(revenue.has("items/2"));
    CHECK_EQ(desk.count("funnel").text("items/0/completed"), "3");
    CHECK_EQ(desk.count("revenue", "&by=month", as_table).body,
             "date,host_id,meeting_type_id,status,currency,completed,amount_minor\r\n"
             "2026-12-01,,,,EUR,2,9500\r\n2026-12-01,,,,JPY,1,700\r\n");
}

TEST_CASE("whoever asks for a table gets the same numbers as one") {
    Desk desk;
    desk.take(tuesday_ten);
    const auto table = desk.count("bookings", "&group_by=status,host", as_table);
    CHECK_EQ(table.header("Content-Type"), "text/csv; charset=utf-8");
    CHECK_EQ(table.header("Vary"), "Accept");
    CHECK_EQ(table.body, "date,host_id,meeting_type_id,status,bookings,minutes\r\n2026-12-01," +
                             desk.host + ",,confirmed,1,30\r\n");
    for (const auto* endpoint : endpoints) {
        CAPTURE(endpoint);
        const auto each = desk.count(endpoint, "", as_table);
        CHECK_EQ(each.status, 200);
        CHECK_EQ(each.header("Content-Type"), "text/csv; charset=utf-8");
        CHECK_EQ(desk.count(endpoint).header("Content-Type"), "application/json");
    }
}

TEST_CASE("what is asked for is bounded, and what is wrong with it is named") {
    Desk desk;
    for (const auto* endpoint : endpoints) {
        CAPTURE(endpoint);
        const auto target = "/v1/analytics/" + std::string{endpoint};
        CHECK_EQ(desk.get(target).pointer(), "from");
        CHECK_EQ(desk.get(target + "?from=2026-12-01").pointer(), "to");
        CHECK_EQ(desk.get(target + "?from=2026-12-01&to=2026-12-01").pointer(), "to");
        CHECK_EQ(desk.get(target + "?from=2026-12-01&to=2027-12-02").status, 200);
        CHECK_EQ(desk.get(target + "?from=2026-12-01&to=2027-12-03").pointer(), "to");
        CHECK_EQ(desk.get(target + "?from=2026-12-01T00:00:00Z&to=2026-12-02").pointer(), "from");
        CHECK_EQ(desk.count(endpoint, "&by=year").pointer(), "by");
        CHECK_EQ(desk.count(endpoint, "&group_by=guest").pointer(), "group_by");
        CHECK_EQ(desk.count(endpoint, "&group_by=").pointer(), "group_by");
        CHECK_EQ(desk.count(endpoint, "&host_id=Ada").pointer(), "host_id");
    }
    CHECK_EQ(desk.count("bookings", "&status=late").pointer(), "status");
    CHECK_EQ(desk.count("cancellations", "&status=pending").pointer(), "status");
    CHECK_EQ(desk.count("funnel", "&group_by=status").pointer(), "group_by");
    CHECK_EQ(desk.count("utilisation", "&group_by=meeting_type").pointer(), "group_by");
}

TEST_CASE("the hours of too many hosts for too many dates are not worked out") {
    Desk desk;
    for (int i = 0; i < 100; ++i) {
        const auto body = json("{'name':'Ada','time_zone':'Etc/UTC'}");
        REQUIRE_EQ(desk.post("/v1/hosts", body).status, 201);
    }
    const auto year = desk.get("/v1/analytics/utilisation?from=2026-12-01&to=2027-12-01");
    CHECK_EQ(year.status, 400);
    CHECK_EQ(year.pointer(), "to");
    CHECK_EQ(desk.count("utilisation").status, 200);
    const auto of_one = "?from=2026-12-01&to=2027-12-01&host_id=" + desk.host;
    CHECK_EQ(desk.get("/v1/analytics/utilisation" + of_one).status, 200);
}

TEST_CASE("a host's key sees the numbers of that host alone") {
    Desk desk;
    const auto grace = desk.hire("Grace");
    desk.take(tuesday_ten);
    REQUIRE_EQ(desk.book(desk.offer(grace), tuesday_ten).status, 201);
    desk.use(desk.issue_key("'role':'host','host_id':'" + grace + "'"));
    for (const auto* endpoint : endpoints) {
        CAPTURE(endpoint);
        CHECK_EQ(desk.count(endpoint, "&host_id=" + desk.host).status, 403);
        CHECK_EQ(desk.count(endpoint, "&host_id=" + grace).status, 200);
    }
    CHECK_EQ(desk.count("bookings").text("items/0/bookings"), "1");
    CHECK_EQ(desk.count("utilisation", "&group_by=host").text("items/0/host_id"), grace);
}

TEST_CASE("numbers are for keys that may read bookings") {
    Desk desk;
    const auto narrow = desk.issue_key("'role':'admin','scopes':['hosts:read']");
    for (const auto* endpoint : endpoints) {
        desk.use("");
        CHECK_EQ(desk.count(endpoint).status, 401);
        desk.use(narrow);
        CHECK_EQ(desk.count(endpoint).status, 403);
    }
}

}  // namespace analytics_test
