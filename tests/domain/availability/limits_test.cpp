#include "domain/availability/limits.hpp"

#include <doctest/doctest.h>

#include "tests/domain/availability/posed.hpp"

namespace availability_limits_test {

using namespace kalends;
using Texts = std::vector<std::string>;

namespace {

// Open on the mornings of a week that begins on Monday, 2 March 2026, with two bookings of half an
// hour on the Monday.
Situation limited_by(const Limit& limit) {
    auto host = host_in("UTC", {"09:00-11:00"}, "2026-03-01T00:00:00Z");
    host.type.limits = {limit};
    host.claims = {claim_of(1, "2026-03-02T09:00:00Z", "2026-03-02T09:30:00Z"),
                   claim_of(2, "2026-03-02T09:30:00Z", "2026-03-02T10:00:00Z")};
    for (auto& claim : host.claims) {
        claim.meeting_type = situation_type;
        claim.dates = {on("2026-03-02"), on("2026-03-02"), on("2026-03-02")};
    }
    return host;
}

constexpr std::string_view on_monday = "2026-03-02T10:00:00Z";
constexpr std::string_view on_tuesday = "2026-03-03T10:00:00Z";
const Texts full{"limit-reached"};

}  // namespace

TEST_CASE("L1: a limit of count lets so many be claimed in its period and no more") {
    CHECK(refusals(limited_by({LimitScope::type, LimitPeriod::day, 3, {}}), on_monday).empty());
    auto host = limited_by({LimitScope::type, LimitPeriod::day, 2, {}});
    CHECK(refusals(host, on_monday) == full);
    CHECK(refusals(host, on_tuesday).empty());
    CHECK(listed(host, "2026-03-02T00:00:00Z", "2026-03-03T00:00:00Z").empty());
    host = limited_by({LimitScope::type, LimitPeriod::week, 2, {}});
    CHECK(refusals(host, on_tuesday) == full);
    CHECK(refusals(host, "2026-03-09T10:00:00Z").empty());
}

TEST_CASE("L1: a limit of minutes counts the time without buffers, of the new one, too") {
    auto host = limited_by({LimitScope::host, LimitPeriod::month, {}, Minutes{90}});
    host.type.buffers = {Minutes{5}, Minutes{5}};
    CHECK(refusals(host, on_tuesday).empty());
    host.duration = Minutes{31};
    CHECK(refusals(host, "2026-03-03T09:31:00Z") == full);
}

TEST_CASE("L1: the scope says whose claims count") {
    auto host = limited_by({LimitScope::host, LimitPeriod::day, 2, {}});
    host.claims[0].meeting_type = MeetingTypeId{IdBits{2, 2}};
    CHECK(refusals(host, on_monday) == full);
    for (const auto scope : {LimitScope::type, LimitScope::type_on_host}) {
        host.type.limits = {{scope, LimitPeriod::day, 2, {}}};
        CHECK(refusals(host, on_monday).empty());
    }
}

TEST_CASE("L2: a claim counts on the dates that were recorded for it, each scope on its own") {
    auto host = limited_by({LimitScope::type, LimitPeriod::day, 1, {}});
    for (auto& claim : host.claims) {
        claim.dates = {on("2026-03-04"), on("2026-03-05"), on("2026-03-06")};
    }
    CHECK(refusals(host, on_monday).empty());
    CHECK(refusals(host, "2026-03-06T10:00:00Z") == full);
    host.type.limits = {{LimitScope::type_on_host, LimitPeriod::day, 1, {}}};
    CHECK(refusals(host, "2026-03-04T10:00:00Z") == full);
    host.type.limits = {{LimitScope::host, LimitPeriod::day, 1, {}}};
    CHECK(refusals(host, "2026-03-05T10:00:00Z") == full);
}

TEST_CASE("L2: a start counts in the zone of the schedule, of the host or of the type") {
    auto host = limited_by({LimitScope::type_on_host, LimitPeriod::day, 2, {}});
    host.host_schedule = daily("Asia/Tokyo", {"00:00-24:00"});
    host.host_zone = "America/New_York";
    host.type.zone = "UTC";
    // 23:00 UTC on the 1st is the 2nd in Tokyo; 03:00 UTC on the 3rd is the 2nd in New York.
    CHECK(refusals(host, "2026-03-01T23:00:00Z") == full);
    CHECK(refusals(host, "2026-03-02T16:00:00Z").empty());
    host.type.limits.front().scope = LimitScope::host;
    CHECK(refusals(host, "2026-03-03T03:00:00Z") == full);
    CHECK(refusals(host, "2026-03-01T23:00:00Z").empty());
    host.type.limits.front().scope = LimitScope::type;
    CHECK(refusals(host, "2026-03-02T23:00:00Z") == full);
    CHECK(refusals(host, "2026-03-03T03:00:00Z").empty());
}

TEST_CASE("L2: what no longer claims time no longer counts") {
    auto host = limited_by({LimitScope::type, LimitPeriod::day, 2, {}});
    host.claims[1].expires_at = host.now + Milliseconds{1};
    CHECK(refusals(host, on_monday) == full);
    host.claims[1].expires_at = host.now;
    CHECK(refusals(host, on_monday).empty());
}

TEST_CASE("C3: what is due on a host that the type names no more counts for none of its limits") {
    auto asked = limited_by({LimitScope::type, LimitPeriod::day, 2, {}});
    HostSituation former = asked;
    former.host = HostId{IdBits{1, 2}};
    asked.former = {former};
    asked.claims.clear();
    CHECK(refusals(asked, on_monday) == full);
    auto& claims = asked.former.front().claims;
    claims[1].expires_at = asked.now + Milliseconds{1};
    CHECK(refusals(asked, on_monday) == full);
    claims[1].expires_at = asked.now;
    CHECK(refusals(asked, on_monday).empty());
}

TEST_CASE("L3: a booking that is moved does not count against itself") {
    for (const auto scope : {LimitScope::type, LimitScope::type_on_host, LimitScope::host}) {
        auto host = limited_by({scope, LimitPeriod::day, 2, {}});
        CHECK(refusals(host, on_monday) == full);
        host.moving = {host.claims[0].holder};
        CHECK(refusals(host, on_monday).empty());
    }
}

TEST_CASE("L3: a limit that is reached says which it is, in which period, and what is used") {
    const auto host = limited_by({LimitScope::host, LimitPeriod::week, 2, {}});
    const Posed posed{host};
    HoursCache cache;
    const auto use = limit_reached(posed.question(), at(on_tuesday), cache);
    REQUIRE(use);
    CHECK(use->limit == host.type.limits.front());
    CHECK(use->period == DateRange{on("2026-03-02"), on("2026-03-08")});
    CHECK(use->used == Usage{2, Minutes{60}});
    CHECK(use->host == host.host);
    CHECK_FALSE(limit_reached(posed.question(), at("2026-03-10T10:00:00Z"), cache));
}

}  // namespace availability_limits_test
