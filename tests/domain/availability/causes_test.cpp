#include "domain/availability/causes.hpp"

#include <doctest/doctest.h>

#include "domain/availability/availability.hpp"
#include "tests/domain/availability/posed.hpp"

namespace causes_test {

using namespace kalends;

namespace {

Situation open_morning() {
    return host_in("UTC", {"09:00-12:00"}, "2026-03-01T00:00:00Z");
}

std::vector<Cause> causes_at(const Situation& situation, std::string_view start) {
    const Posed posed{situation};
    HoursCache cache;
    const Instant starts[] = {at(start)};
    return explain(posed.question(), starts, CausesShown::yes, cache).front().causes;
}

// The one cause of its kind that a start has.
template <class What>
What only(const Situation& situation, std::string_view start) {
    const auto all = causes_at(situation, start);
    REQUIRE(all.size() == 1);
    REQUIRE(std::holds_alternative<What>(all.front().what));
    return std::get<What>(all.front().what);
}

}  // namespace

TEST_CASE("a slot has no cause, and what follows from the type alone has none either") {
    CHECK(causes_at(open_morning(), "2026-03-02T09:00:00Z").empty());
    CHECK(causes_at(open_morning(), "2026-03-02T09:10:00Z").empty());
    CHECK(causes_at(open_morning(), "2026-09-02T09:00:00Z").empty());
}

TEST_CASE("outside hours, the schedule is named, the date, and what says when it is open") {
    auto host = open_morning();
    const auto weekly = only<ClosedHours>(host, "2026-03-02T07:00:00Z");
    CHECK(weekly == ClosedHours{"default", on("2026-03-02"), HoursRule::weekly, {}});
    host.host_schedule->overrides = {{on("2026-03-02"), {range("09:00-10:00")}}};
    CHECK(only<ClosedHours>(host, "2026-03-02T10:00:00Z").rule == HoursRule::date_override);
    host.host_schedule->effective.from = on("2026-03-03");
    CHECK(only<ClosedHours>(host, "2026-03-02T09:00:00Z").rule == HoursRule::not_in_effect);
    host.type.schedule = daily("UTC", {"09:00-10:00"});
    CHECK(only<ClosedHours>(host, "2026-03-02T10:00:00Z").schedule.empty());
}

TEST_CASE("W5: the holiday calendar that closes the date is named") {
    auto host = open_morning();
    host.holidays = {on("2026-03-02")};
    const auto closed = only<ClosedHours>(host, "2026-03-02T09:00:00Z");
    CHECK(closed.rule == HoursRule::holiday);
    CHECK_FALSE(closed.holidays.is_nil());
}

TEST_CASE("the date that closes a slot which runs on is the one after it") {
    auto host = host_in("UTC", {"22:00-24:00", "00:00-02:00"}, "2026-03-01T00:00:00Z");
    host.host_schedule->overrides = {{on("2026-03-03"), {}}};
    const auto closed = only<ClosedHours>(host, "2026-03-02T23:45:00Z");
    CHECK(closed.date == on("2026-03-03"));
    CHECK(closed.rule == HoursRule::date_override);
}

TEST_CASE("B4: with buffers inside hours it is the buffer that may lie outside them") {
    auto host = open_morning();
    host.type.buffers = {Minutes{15}, Minutes{0}, true};
    CHECK(only<ClosedHours>(host, "2026-03-02T09:00:00Z").rule == HoursRule::weekly);
    host.type.buffers.inside_hours = false;
    CHECK(causes_at(host, "2026-03-02T09:00:00Z").empty());
}

TEST_CASE("each absence, busy time and claim that a protected window meets is told") {
    auto host = open_morning();
    host.type.buffers.after = Minutes{15};
    host.absences = {{at("2026-03-02T09:30:00Z"), at("2026-03-02T10:00:00Z")}};
    host.busy = {{at("2026-03-02T09:40:00Z"), at("2026-03-02T10:00:00Z")}};
    host.claims = {claim_of(7, "2026-03-02T09:15:00Z", "2026-03-02T09:30:00Z")};
    const auto all = causes_at(host, "2026-03-02T09:00:00Z");
    REQUIRE(all.size() == 3);
    CHECK(all[0].reason == Rejection::absent);
    CHECK(std::get<Absence>(all[0].what).time == host.absences.front());
    CHECK(all[1].reason == Rejection::busy);
    CHECK(std::get<BusyTaken>(all[1].what).time == host.busy.front());
    CHECK(all[2].reason == Rejection::claimed);
    CHECK(std::get<Claim>(all[2].what).holder == host.claims.front().holder);
    for (const auto& cause : all) CHECK(cause.host == host.host);
}

TEST_CASE("T1: all the seats of a session that is full are one claim, in its name") {
    auto host = open_morning();
    host.type.seats = 3;
    const SessionId session{IdBits{50, 1}};
    auto seat = claim_of(7, "2026-03-02T09:00:00Z", "2026-03-02T09:30:00Z");
    seat.meeting_type = situation_type;
    seat.seating = Seating{session, 2, 3, 1};
    seat.expires_at = at("2026-03-01T01:00:00Z");
    host.claims = {seat};
    seat.holder = stream_of(BookingId{IdBits{60, 8}});
    seat.seating->taken = 1;
    seat.expires_at = at("2026-03-01T02:00:00Z");
    host.claims.push_back(seat);
    const auto claim = only<Claim>(host, "2026-03-02T09:00:00Z");
    CHECK(causes_at(host, "2026-03-02T09:00:00Z").front().reason == Rejection::seats_full);
    CHECK(claim.holder == stream_of(session));
    CHECK(claim.expires_at == seat.expires_at);
    // At another start it is a claim like any other.
    host.claims.back().expires_at.reset();
    const auto other = causes_at(host, "2026-03-02T09:15:00Z");
    REQUIRE(other.size() == 1);
    CHECK(other.front().reason == Rejection::claimed);
    CHECK(std::get<Claim>(other.front().what).holder == stream_of(session));
    CHECK_FALSE(std::get<Claim>(other.front().what).expires_at);
}

TEST_CASE("a source that closed a host is named") {
    auto host = open_morning();
    host.is_source_closed = true;
    CHECK_FALSE(only<SourceUnread>(host, "2026-03-02T09:00:00Z").source.empty());
}

TEST_CASE("L3: the limit is told with its period and what is used") {
    auto host = open_morning();
    host.type.limits = {{LimitScope::host, LimitPeriod::day, 1, std::nullopt}};
    auto claim = claim_of(7, "2026-03-02T11:00:00Z", "2026-03-02T11:30:00Z");
    claim.dates = {on("2026-03-02"), on("2026-03-02"), on("2026-03-02")};
    host.claims = {claim};
    const auto use = only<LimitUse>(host, "2026-03-02T09:00:00Z");
    CHECK(use.used.count == 1);
    CHECK(use.period.first == on("2026-03-02"));
}

TEST_CASE("a retired host, and one without a schedule, are named") {
    auto host = open_morning();
    host.is_retired = true;
    CHECK(causes_at(host, "2026-03-02T09:00:00Z").front().reason == Rejection::not_active);
    host.is_retired = false;
    host.host_schedule.reset();
    const auto all = causes_at(host, "2026-03-02T09:00:00Z");
    REQUIRE(all.size() == 1);
    CHECK(all.front().reason == Rejection::no_schedule);
    CHECK(all.front().host == host.host);
}

TEST_CASE("of one start at most twenty causes are told") {
    auto host = open_morning();
    for (int i = 0; i < 30; ++i) {
        const Instant start = at("2026-03-02T09:00:00Z") + Minutes{i};
        host.absences.push_back({start, start + Milliseconds{1}});
    }
    CHECK(causes_at(host, "2026-03-02T09:00:00Z").size() == causes_max);
}

}  // namespace causes_test
