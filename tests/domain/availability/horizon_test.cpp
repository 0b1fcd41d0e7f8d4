#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "tests/domain/availability/posed.hpp"

namespace horizon_test {

using namespace kalends;
using Texts = std::vector<std::string>;
using std::chrono::hours;

TEST_CASE("N1: a start exactly the notice away is in time, a millisecond less is too soon") {
    auto host = host_in("UTC", {"00:00-24:00"}, "2026-03-02T08:00:00Z");
    host.type.notices.booking = hours{2};
    CHECK(refusals(host, "2026-03-02T10:00:00Z").empty());
    host.now += Milliseconds{1};
    CHECK(refusals(host, "2026-03-02T10:00:00Z") == Texts{"too-soon"});
}

TEST_CASE("N1: without notice the present minute may be booked, the past may not") {
    const auto host = host_in("UTC", {"00:00-24:00"}, "2026-03-02T08:00:00Z");
    CHECK(refusals(host, "2026-03-02T08:00:00Z").empty());
    CHECK(refusals(host, "2026-03-02T07:30:00Z") == Texts{"too-soon"});
}

TEST_CASE("N2: a rolling window holds today and so many dates after it, in the type's zone") {
    auto host = host_in("UTC", {"00:00-24:00"}, "2026-03-02T03:00:00Z");
    host.type.window = RollingDays{1};
    CHECK(refusals(host, "2026-03-03T23:30:00Z").empty());
    CHECK(refusals(host, "2026-03-04T00:00:00Z") == Texts{"too-far"});
    host.type.zone = "America/New_York";
    CHECK(refusals(host, "2026-03-03T04:30:00Z").empty());
    CHECK(refusals(host, "2026-03-03T05:00:00Z") == Texts{"too-far"});
}

TEST_CASE("N2: a window of business days ends with the last of so many after today") {
    auto host = host_in("UTC", {"00:00-24:00"}, "2026-03-02T12:00:00Z");
    const auto last_date = [&host](std::string_view now, int days) {
        host.now = at(now);
        host.type.window = RollingBusinessDays{days};
        auto start = std::chrono::floor<std::chrono::days>(host.now) + hours{23};
        while (refusals(host, to_text(Instant{start + hours{24}})).empty()) start += hours{24};
        return to_text(Instant{start}).substr(0, 10);
    };
    CHECK(last_date("2026-03-02T12:00:00Z", 0) == "2026-03-02");
    CHECK(last_date("2026-03-02T12:00:00Z", 4) == "2026-03-06");
    CHECK(last_date("2026-03-02T12:00:00Z", 5) == "2026-03-09");
    CHECK(last_date("2026-03-06T12:00:00Z", 1) == "2026-03-09");
    CHECK(last_date("2026-03-07T12:00:00Z", 0) == "2026-03-07");
    CHECK(last_date("2026-03-07T12:00:00Z", 1) == "2026-03-09");
    CHECK(last_date("2026-03-08T12:00:00Z", 1) == "2026-03-09");
    CHECK(last_date("2026-03-08T12:00:00Z", 11) == "2026-03-23");
    CHECK(refusals(host, "2026-03-24T00:00:00Z") == Texts{"too-far"});
}

TEST_CASE("N2: a weekend within a window of business days is open, one after its last is not") {
    auto host = host_in("UTC", {"00:00-24:00"}, "2026-03-02T12:00:00Z");
    host.type.window = RollingBusinessDays{5};
    CHECK(refusals(host, "2026-03-08T12:00:00Z").empty());
    host.type.window = RollingBusinessDays{4};
    CHECK(refusals(host, "2026-03-07T00:00:00Z") == Texts{"too-far"});
}

TEST_CASE("N2: a window of days with slots ends with the last of so many from today on") {
    auto host = host_in("UTC", {"09:00-10:00"}, "2026-03-02T08:00:00Z");
    host.type.window = DaysWithSlots{3};
    CHECK(refusals(host, "2026-03-04T09:30:00Z").empty());
    CHECK(refusals(host, "2026-03-05T09:00:00Z") == Texts{"too-far"});
    host.now = at("2026-03-02T09:30:01Z");
    CHECK(refusals(host, "2026-03-05T09:00:00Z").empty());
    host.claims = {claim_of(1, "2026-03-03T00:00:00Z", "2026-03-04T00:00:00Z")};
    CHECK(refusals(host, "2026-03-06T09:00:00Z").empty());
    CHECK(refusals(host, "2026-03-07T09:00:00Z") == Texts{"too-far"});
    host.claims = {claim_of(1, "2026-03-03T09:00:00Z", "2026-03-03T09:30:00Z")};
    CHECK(refusals(host, "2026-03-06T09:00:00Z") == Texts{"too-far"});
}

TEST_CASE(
    "N2: whether a day has a slot depends on the duration, not on first-per-day or overrides") {
    auto host = host_in("UTC", {"09:00-10:00"}, "2026-03-02T08:00:00Z");
    host.type.window = DaysWithSlots{2};
    host.claims = {claim_of(1, "2026-03-03T09:30:00Z", "2026-03-03T10:00:00Z")};
    CHECK(refusals(host, "2026-03-04T09:00:00Z") == Texts{"too-far"});
    host.type.first_per_day = true;
    CHECK(refusals(host, "2026-03-04T09:00:00Z") == Texts{"too-far"});
    host.type.first_per_day = false;
    host.duration = hours{1};
    CHECK(refusals(host, "2026-03-04T09:00:00Z").empty());
    host.duration = Minutes{30};
    host.claims = {claim_of(1, "2026-03-03T09:00:00Z", "2026-03-03T10:00:00Z")};
    host.overrides = {Rejection::outside_hours};
    CHECK(refusals(host, "2026-03-04T07:00:00Z").empty());
}

TEST_CASE("N2: days with slots are looked for over 366 dates, all open if they are too few") {
    auto host = host_in("UTC", {"09:00-10:00"}, "2026-03-02T08:00:00Z");
    host.type.window = DaysWithSlots{2};
    host.host_schedule->effective.from = on("2027-03-02");
    CHECK(refusals(host, "2027-03-02T09:00:00Z").empty());
    CHECK(refusals(host, "2027-03-03T09:00:00Z") == Texts{"too-far"});
    CHECK(refusals(host, "2026-06-01T09:00:00Z") == Texts{"outside-hours"});
}

TEST_CASE("N2: days with slots are dates of the type's zone") {
    auto host = host_in("UTC", {"00:00-01:00", "22:00-23:00"}, "2026-03-02T23:00:00Z");
    host.type.window = DaysWithSlots{1};
    CHECK(refusals(host, "2026-03-03T22:00:00Z").empty());
    host.type.zone = "America/New_York";
    CHECK(refusals(host, "2026-03-03T00:30:00Z").empty());
    CHECK(refusals(host, "2026-03-03T22:00:00Z") == Texts{"too-far"});
}

TEST_CASE("N2: a fixed window holds its first and its last date") {
    auto host = host_in("America/New_York", {"00:00-24:00"}, "2026-01-01T00:00:00Z");
    host.type.window = FixedDates{on("2026-03-08"), on("2026-03-09")};
    CHECK(refusals(host, "2026-03-08T04:30:00Z") == Texts{"too-soon"});
    CHECK(refusals(host, "2026-03-08T05:00:00Z").empty());
    CHECK(refusals(host, "2026-03-10T03:30:00Z").empty());
    CHECK(refusals(host, "2026-03-10T04:00:00Z") == Texts{"too-far"});
}

TEST_CASE("N2: a window that is as good as endless bounds nothing") {
    auto host = host_in("UTC", {"00:00-24:00"}, "2026-03-02T03:00:00Z");
    host.type.window = RollingDays{2'000'000'000};
    CHECK(refusals(host, "2999-06-01T00:00:00Z").empty());
    host.type.window = RollingBusinessDays{2'000'000'000};
    CHECK(refusals(host, "2999-06-01T00:00:00Z").empty());
    host.type.notices.booking = Minutes::max();
    CHECK(refusals(host, "2999-06-01T00:00:00Z") == Texts{"too-soon"});
}

TEST_CASE("H0: a type's zone is its own, its schedule's, its only host's, the organisation's") {
    auto host = host_in("Asia/Tokyo", {}, "2026-03-02T03:00:00Z");
    const auto zone = [&host] {
        const Posed posed{host};
        return std::string{zone_of(posed.question())};
    };
    CHECK(zone() == "Asia/Tokyo");
    host.type.hosts.fixed.push_back(HostId{IdBits{7, 7}});
    CHECK(zone() == "UTC");
    host.type.schedule = daily("Europe/Paris", {});
    CHECK(zone() == "Europe/Paris");
    host.type.zone = "America/Lima";
    CHECK(zone() == "America/Lima");
}

}  // namespace horizon_test
