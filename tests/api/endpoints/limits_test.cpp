#include <doctest/doctest.h>

#include "tests/api/practice.hpp"

namespace endpoints_limits_test {

using namespace kalends::api;

namespace {

std::string path(const Reply& booking, std::string_view action) {
    return "/v1/bookings/" + booking.text("id") + std::string{action};
}

}  // namespace

TEST_CASE("L3: a limit that is reached names itself, its period and what is used") {
    Practice office;
    const auto type = office.offer(
        office.host, ",'limits':[{'scope':'meeting_type','period':'week','total_minutes':60}]");
    REQUIRE_EQ(office.book(type, "2026-12-01T10:00:00+01:00").status, 201);
    const auto second = office.book(type, "2026-12-02T10:00:00+01:00");
    REQUIRE_EQ(second.status, 201);
    const auto third = office.book(type, "2026-12-03T10:00:00+01:00");
    CHECK_EQ(third.status, 409);
    CHECK_EQ(third.code(), "limit-reached");
    CHECK_EQ(third.text("limit/scope"), "meeting_type");
    CHECK_EQ(third.text("limit/total_minutes"), "60");
    CHECK_EQ(third.text("limit/from"), "2026-11-30");
    CHECK_EQ(third.text("limit/to"), "2026-12-06");
    CHECK_EQ(third.text("limit/used_count"), "2");
    CHECK_EQ(third.text("alternatives/0"), "2026-12-07T08:00:00Z");
    REQUIRE_EQ(office.post(path(second, "/cancel"), "").status, 200);
    CHECK_EQ(office.book(type, "2026-12-03T10:00:00+01:00").status, 201);
}

TEST_CASE("L3: whoever may not read bookings is told which limit is reached, not what is used") {
    Practice office;
    office.book(office.type, "2026-12-01T10:00:00+01:00");
    const auto type = office.offer(
        office.host, ",'public':true,'limits':[{'scope':'host','period':'day','count':1}]");
    const auto writes = office.issue_key("'role':'admin','scopes':['bookings:write']");
    for (const auto& key : {std::string{}, writes}) {
        office.use(key);
        const auto refused = office.book(type, "2026-12-01T11:00:00+01:00",
                                         {{"Idempotency-Key", "0123456789abcdef"}});
        CHECK_EQ(refused.code(), "limit-reached");
        CHECK_EQ(refused.text("limit/scope"), "host");
        CHECK_EQ(refused.text("limit/period"), "day");
        CHECK_EQ(refused.text("limit/from"), "2026-12-01");
        CHECK_EQ(refused.text("limit/to"), "2026-12-01");
        for (const auto* hidden : {"host_id", "count", "used_count", "used_minutes"}) {
            CHECK_FALSE(refused.has("limit/" + std::string{hidden}));
        }
    }
}

TEST_CASE("a limit of a host is that of each host, on the days of its week") {
    Practice office;
    const auto type =
        office.offer(office.host, ",'limits':[{'scope':'host','period':'week','count':1}]");
    REQUIRE_EQ(office.book(office.type, "2026-12-05T10:00:00+01:00").status, 422);
    REQUIRE_EQ(office.book(office.type, "2026-12-04T10:00:00+01:00").status, 201);
    const auto refused = office.book(type, "2026-12-01T10:00:00+01:00");
    CHECK_EQ(refused.text("limit/host_id"), office.host);
    CHECK_EQ(refused.text("limit/used_count"), "1");
}

}  // namespace endpoints_limits_test
