#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "tests/domain/availability/posed.hpp"

namespace first_per_day_test {

using namespace kalends;
using Texts = std::vector<std::string>;

namespace {

Situation office(std::string zone = "UTC") {
    auto host = host_in(std::move(zone), {"09:00-12:00"}, "2026-03-01T00:00:00Z");
    host.type.first_per_day = true;
    return host;
}

}  // namespace

TEST_CASE("G5: of each date only the first slot is listed, and only it can be booked") {
    const auto host = office();
    CHECK(listed(host, "2026-03-02T00:00:00Z", "2026-03-04T00:00:00Z") ==
          Texts{"2026-03-02T09:00:00Z", "2026-03-03T09:00:00Z"});
    CHECK(refusals(host, "2026-03-02T09:00:00Z").empty());
    CHECK(refusals(host, "2026-03-02T09:30:00Z") == Texts{"not-first"});
}

TEST_CASE("G5: the first slot is the first after everything else, notice and claims too") {
    auto host = office();
    host.claims = {claim_of(1, "2026-03-02T09:00:00Z", "2026-03-02T09:45:00Z")};
    CHECK(refusals(host, "2026-03-02T09:00:00Z") == Texts{"claimed"});
    CHECK(refusals(host, "2026-03-02T10:00:00Z").empty());
    CHECK(refusals(host, "2026-03-02T10:30:00Z") == Texts{"not-first"});
    host.now = at("2026-03-02T10:10:00Z");
    CHECK(refusals(host, "2026-03-02T10:30:00Z").empty());
    CHECK(refusals(host, "2026-03-02T11:00:00Z") == Texts{"not-first"});
}

TEST_CASE("G5: what is listed of a date does not depend on where in it the question begins") {
    const auto host = office();
    CHECK(listed(host, "2026-03-02T09:30:00Z", "2026-03-03T00:00:00Z").empty());
    CHECK(listed(host, "2026-03-02T09:00:00Z", "2026-03-02T09:01:00Z").size() == 1);
}

TEST_CASE("G5: dates are those of the type's zone, not of the schedule's") {
    auto host = office("Asia/Tokyo");
    host.type.zone = "America/New_York";
    CHECK(listed(host, "2026-03-02T00:00:00Z", "2026-03-03T00:00:00Z") ==
          Texts{"2026-03-02T00:00:00Z"});
    host.host_schedule = daily("Asia/Tokyo", {"13:00-16:00"});
    CHECK(listed(host, "2026-03-02T00:00:00Z", "2026-03-03T00:00:00Z") ==
          Texts{"2026-03-02T05:00:00Z"});
}

TEST_CASE("G5: a date that begins twice has one first slot") {
    auto host = host_in("America/Havana", {"00:00-24:00"}, "2025-10-31T00:00:00Z");
    host.type.first_per_day = true;
    CHECK(listed_in("America/Havana", host, "2025-11-01T04:00:00Z", "2025-11-04T05:00:00Z") ==
          Texts{"01T00:00", "02T00:00", "03T00:00"});
}

TEST_CASE(
    "G5, T1: an open session is a slot like any other while it has room, and may be the first") {
    auto host = office();
    host.type.seats = 2;
    auto seat = claim_of(1, "2026-03-02T09:00:00Z", "2026-03-02T09:30:00Z");
    seat.meeting_type = situation_type;
    seat.seating = Seating{SessionId{IdBits{50, 1}}, 1, 2, 1};
    host.claims = {seat};
    CHECK(listed(host, "2026-03-02T00:00:00Z", "2026-03-03T00:00:00Z") ==
          Texts{"2026-03-02T09:00:00Z"});
    CHECK(refusals(host, "2026-03-02T09:30:00Z") == Texts{"not-first"});
    host.party = 2;
    CHECK(refusals(host, "2026-03-02T09:00:00Z") == Texts{"seats-full"});
    CHECK(refusals(host, "2026-03-02T09:30:00Z").empty());
}

TEST_CASE("G5, T1: seats of a session that is not the first of its date are not given") {
    auto host = office();
    host.type.seats = 2;
    auto seat = claim_of(1, "2026-03-02T10:00:00Z", "2026-03-02T10:30:00Z");
    seat.meeting_type = situation_type;
    seat.seating = Seating{SessionId{IdBits{50, 1}}, 1, 2, 1};
    host.claims = {seat};
    CHECK(listed(host, "2026-03-02T00:00:00Z", "2026-03-03T00:00:00Z") ==
          Texts{"2026-03-02T09:00:00Z"});
    CHECK(refusals(host, "2026-03-02T10:00:00Z") == Texts{"not-first"});
    host.now = at("2026-03-02T09:40:00Z");
    CHECK(refusals(host, "2026-03-02T10:00:00Z").empty());
}

TEST_CASE("G5: an override lets a later slot pass, and is told to have done so") {
    auto host = office();
    host.overrides = {Rejection::not_first};
    const auto judgement = judged(host, "2026-03-02T09:30:00Z");
    CHECK(judgement.is_slot());
    CHECK(judgement.overridden == Reasons{Rejection::not_first});
    CHECK(judged(host, "2026-03-02T09:00:00Z").overridden.empty());
}

TEST_CASE("G5: what other overrides let pass is a slot, and may be the first") {
    auto host = office();
    host.overrides = {Rejection::outside_hours};
    CHECK(refusals(host, "2026-03-02T00:00:00Z").empty());
    CHECK(refusals(host, "2026-03-02T08:00:00Z") == Texts{"not-first"});
}

}  // namespace first_per_day_test
