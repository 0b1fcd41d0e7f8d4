#include "domain/availability/away.hpp"

#include <doctest/doctest.h>

#include "tests/domain/availability/posed.hpp"

namespace away_test {

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

TEST_CASE("W6: an absence takes time away, and touching it is free") {
    auto host = open_morning();
    host.absences = {{at("2026-03-02T10:00:00Z"), at("2026-03-02T10:30:00Z")}};
    CHECK(morning_of(host) == Texts{"09:00", "09:30", "10:30", "11:00", "11:30"});
    CHECK(refusals(host, "2026-03-02T10:00:00Z") == Texts{"absent"});
}

TEST_CASE("B2: an absence has no buffers of its own, and the candidate's apply against it") {
    auto host = open_morning();
    host.absences = {{at("2026-03-02T10:00:00Z"), at("2026-03-02T10:30:00Z")}};
    host.type.buffers = {Minutes{15}, Minutes{30}, false};
    host.type.grid.interval = Minutes{15};
    CHECK(morning_of(host) == Texts{"09:00", "10:45", "11:00", "11:15", "11:30"});
}

TEST_CASE("G1: an absence does not move the grid") {
    auto host = open_morning();
    host.absences = {{at("2026-03-02T09:00:00Z"), at("2026-03-02T09:10:00Z")}};
    CHECK(morning_of(host) == Texts{"09:30", "10:00", "10:30", "11:00", "11:30"});
}

TEST_CASE("W6: a claim in an absence is refused for both, the absence first") {
    auto host = open_morning();
    host.absences = {{at("2026-03-01T00:00:00Z"), at("2026-03-05T00:00:00Z")}};
    host.claims = {claim_of(1, "2026-03-02T10:00:00Z", "2026-03-02T10:30:00Z")};
    CHECK(refusals(host, "2026-03-02T10:00:00Z") == Texts{"absent", "claimed"});
    CHECK(morning_of(host).empty());
}

TEST_CASE("B6: busy time takes time away like an absence, after hours, grid and absence") {
    auto host = open_morning();
    host.busy = {{at("2026-03-02T10:00:00Z"), at("2026-03-02T10:30:00Z")},
                 {at("2026-03-02T10:15:00Z"), at("2026-03-02T11:00:00Z")}};
    CHECK(morning_of(host) == Texts{"09:00", "09:30", "11:00", "11:30"});
    host.absences = host.busy;
    CHECK(refusals(host, "2026-03-02T10:10:00Z") == Texts{"absent", "misaligned-start", "busy"});
}

TEST_CASE("B6: a closed source takes all time away") {
    auto host = open_morning();
    host.is_source_closed = true;
    CHECK(morning_of(host).empty());
    CHECK(refusals(host, "2026-03-02T10:00:00Z") == Texts{"source-stale"});
}

TEST_CASE("C1: no override passes over an absence") {
    auto host = open_morning();
    host.absences = {{at("2026-03-02T10:00:00Z"), at("2026-03-02T10:30:00Z")}};
    host.overrides = overridable.in_order();
    CHECK(refusals(host, "2026-03-02T10:00:00Z") == Texts{"absent"});
    CHECK(refusals(host, "2026-03-02T20:00:00Z").empty());
}

}  // namespace away_test
