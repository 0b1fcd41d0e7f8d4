#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "tests/domain/availability/posed.hpp"

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
    host.type.notices.booking = Minutes::max();
    CHECK(refusals(host, "2999-06-01T00:00:00Z") == Texts{"too-soon"});
}

TEST_CASE("H0: a type's zone is its own, its schedule's, its only host's, the organisation's") {
    auto host = host_in("Asia/Tokyo", {}, "2026-03-02T03:00:00Z");
    const auto zone = [&host] {
        const Posed posed{host};
        const auto& question = posed.question();
        return std::string{
            zone_of(*question.type.terms, question.host, question.organisation_zone)};
    };
    CHECK(zone() == "Asia/Tokyo");
    host.type.hosts.fixed.push_back(HostId{IdBits{7, 7}});
    CHECK(zone() == "UTC");
    host.type.schedule = daily("Europe/Paris", {});
    CHECK(zone() == "Europe/Paris");
    host.type.zone = "America/Lima";
    CHECK(zone() == "America/Lima");
}
