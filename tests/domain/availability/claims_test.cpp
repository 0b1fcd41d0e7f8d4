#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "tests/domain/availability/posed.hpp"

namespace claims_test {

using namespace kalends;
using Texts = std::vector<std::string>;

namespace {

Situation open_morning() {
    return host_in("UTC", {"09:00-12:00"}, "2026-03-01T00:00:00Z");
}

Texts morning_of(const Situation& host) {
    return listed_on(host, "2026-03-02");
}

}  // namespace

TEST_CASE("B2: a claim takes its time, and touching it is free") {
    auto host = open_morning();
    host.claims = {claim_of(1, "2026-03-02T10:00:00Z", "2026-03-02T10:30:00Z")};
    CHECK(morning_of(host) == Texts{"09:00", "09:30", "10:30", "11:00", "11:30"});
    CHECK(refusals(host, "2026-03-02T10:00:00Z") == Texts{"claimed"});
}

TEST_CASE("B2: a claim that began long before still stands in the way") {
    auto host = open_morning();
    host.claims = {claim_of(1, "2026-02-10T00:00:00Z", "2026-03-02T11:00:00Z"),
                   claim_of(2, "2026-03-02T11:30:00Z", "2026-03-20T00:00:00Z")};
    CHECK(morning_of(host) == Texts{"11:00"});
}

TEST_CASE("B3: the gap is the first booking's after-buffer plus the second one's before-buffer") {
    auto host = open_morning();
    host.claims = {
        claim_of(1, "2026-03-02T10:00:00Z", "2026-03-02T10:30:00Z", Minutes{5}, Minutes{20})};
    host.type.buffers = {Minutes{15}, Minutes{10}, false};
    host.type.grid.interval = Minutes{5};
    CHECK(morning_of(host) == Texts{"09:00", "09:05", "09:10", "09:15", "11:05", "11:10", "11:15",
                                    "11:20", "11:25", "11:30"});
}

TEST_CASE("B4: buffers may overhang the hours, unless the type says that they lie inside") {
    auto host = open_morning();
    host.type.buffers = {Minutes{15}, Minutes{30}, false};
    CHECK(morning_of(host) == Texts{"09:00", "09:30", "10:00", "10:30", "11:00", "11:30"});
    host.type.buffers.inside_hours = true;
    CHECK(morning_of(host) == Texts{"09:30", "10:00", "10:30", "11:00"});
    CHECK(refusals(host, "2026-03-02T09:00:00Z") == Texts{"outside-hours"});
}

TEST_CASE("B5: the claims that are moved do not stand in the way, and only those") {
    auto host = open_morning();
    host.claims = {claim_of(1, "2026-03-02T10:00:00Z", "2026-03-02T10:30:00Z"),
                   claim_of(2, "2026-03-02T10:30:00Z", "2026-03-02T11:00:00Z")};
    host.moving = {host.claims[0].holder};
    CHECK(morning_of(host) == Texts{"09:00", "09:30", "10:00", "11:00", "11:30"});
    CHECK(refusals(host, "2026-03-02T10:15:00Z") == Texts{"misaligned-start", "claimed"});
}

TEST_CASE("C3: a claim due at or before now counts as gone, one due later does not") {
    auto host = open_morning();
    host.claims = {claim_of(1, "2026-03-02T10:00:00Z", "2026-03-02T10:30:00Z")};
    host.claims[0].expires_at = host.now + Milliseconds{1};
    CHECK(refusals(host, "2026-03-02T10:00:00Z") == Texts{"claimed"});
    host.claims[0].expires_at = host.now;
    CHECK(refusals(host, "2026-03-02T10:00:00Z").empty());
}

TEST_CASE("the claims in the way of a start are named in order") {
    auto host = open_morning();
    host.duration = Minutes{60};
    host.claims = {claim_of(1, "2026-03-02T09:30:00Z", "2026-03-02T10:00:00Z"),
                   claim_of(2, "2026-03-02T10:00:00Z", "2026-03-02T10:15:00Z"),
                   claim_of(3, "2026-03-02T10:30:00Z", "2026-03-02T11:00:00Z")};
    host.claims[1].expires_at = host.now;
    const Posed posed{host};
    HoursCache cache;
    const Instant starts[] = {at("2026-03-02T09:45:00Z")};
    const auto found = explain(posed.question(), starts, CausesShown::yes, cache);
    CHECK(claims_among(found.front().causes) == std::vector{host.claims[0], host.claims[2]});
}

}  // namespace claims_test
