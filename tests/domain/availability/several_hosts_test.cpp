#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "domain/availability/choosing.hpp"
#include "tests/domain/availability/posed.hpp"

namespace several_hosts_test {

using namespace kalends;
using Texts = std::vector<std::string>;

namespace {

constexpr HostId doctor{IdBits{1, 1}};
constexpr HostId room{IdBits{1, 2}};
constexpr HostId other_room{IdBits{1, 3}};

HostSituation host_with(HostId id, const std::vector<std::string_view>& ranges,
                        std::string_view zone = "UTC") {
    HostSituation host;
    host.host = id;
    host.host_zone = zone;
    host.host_schedule = daily(std::string{zone}, ranges);
    return host;
}

// A doctor who is open from nine to eleven, and two rooms: one from half past nine, one by night.
Situation clinic(HostPlan plan) {
    auto clinic = host_in("UTC", {"09:00-11:00"}, "2026-03-01T00:00:00Z");
    clinic.others = {host_with(room, {"09:30-12:00"}), host_with(other_room, {"20:00-24:00"})};
    clinic.type.hosts = std::move(plan);
    return clinic;
}

HostGroup any_of(const std::vector<HostId>& hosts) {
    HostGroup group;
    for (const auto host : hosts) group.members.push_back({host});
    return group;
}

Texts monday_of(const Situation& situation) {
    return listed_on(situation, "2026-03-02");
}

std::string monday(std::string_view time) {
    return "2026-03-02T" + std::string{time} + ":00Z";
}

Claim taken(std::string_view start, std::string_view end) {
    return claim_of(1, monday(start), monday(end));
}

}  // namespace

TEST_CASE("H1: a doctor from 09:00 and a room from 09:30 can be booked together") {
    const auto both = clinic({{doctor, room}});
    CHECK(monday_of(both) == Texts{"09:30", "10:00", "10:30"});
    CHECK(refusals(both, monday("09:00")) == Texts{"outside-hours"});
    auto taken_room = both;
    taken_room.others.front().claims = {taken("10:00", "10:15")};
    CHECK(monday_of(taken_room) == Texts{"09:30", "10:30"});
    CHECK(refusals(taken_room, monday("10:00")) == Texts{"claimed"});
}

TEST_CASE("H1: what several fixed hosts share is cut at midnight, and each piece anchors a grid") {
    auto night = clinic({{doctor, room}});
    night.host_schedule = daily("UTC", {"00:00-01:00", "22:00-24:00"});
    night.others.front() = host_with(room, {"00:00-00:30", "22:10-24:00"});
    night.type.grid.interval = Minutes{50};
    CHECK(monday_of(night) == Texts{"00:00", "22:10", "23:00", "23:50"});
    night.type.zone = "Asia/Kathmandu";  // where it is a quarter past six in the evening, in UTC
    night.host_schedule = daily("UTC", {"17:00-20:00"});
    night.others.front() = host_with(room, {"17:00-20:00"});
    CHECK(monday_of(night) == Texts{"17:00", "17:50", "18:15", "19:05"});
}

TEST_CASE("H1: of a group one free host is enough, and its hours need only hold the slot") {
    auto with_a_room = clinic({{doctor}, {any_of({room, other_room})}});
    CHECK(monday_of(with_a_room) == Texts{"09:30", "10:00", "10:30"});
    with_a_room.others.back() = host_with(other_room, {"08:50-09:40"});
    CHECK(monday_of(with_a_room) == Texts{"09:00", "09:30", "10:00", "10:30"});
    with_a_room.others.front().claims = {taken("09:00", "11:00")};
    CHECK(monday_of(with_a_room) == Texts{"09:00"});
}

TEST_CASE("H1: without fixed hosts starts come from the grids of the first group alone") {
    auto doctors = clinic({{}, {any_of({doctor, room})}});
    doctors.others.front() = host_with(room, {"09:45-12:00"});
    CHECK(monday_of(doctors) ==
          Texts{"09:00", "09:30", "09:45", "10:00", "10:15", "10:30", "10:45", "11:15"});
    CHECK(refusals(doctors, monday("11:00")) == Texts{"misaligned-start"});
    auto with_a_room = clinic({{}, {any_of({doctor}), any_of({room, other_room})}});
    CHECK(monday_of(with_a_room) == Texts{"09:30", "10:00", "10:30"});
}

TEST_CASE("H1: a start on the grid of a host that is away is another host's to take") {
    auto doctors = clinic({{}, {any_of({doctor, room})}});
    doctors.others.front() = host_with(room, {"09:45-12:00"});
    doctors.absences = {{at(monday("00:00")), at(monday("23:00"))}};
    CHECK(refusals(doctors, monday("10:00")).empty());
    doctors.is_retired = true;
    CHECK(refusals(doctors, monday("10:00")) == Texts{"misaligned-start"});
}

TEST_CASE("H1: against a group is what is against the host nearest to being free") {
    auto rooms = clinic({{doctor}, {any_of({room, other_room})}});
    rooms.others.front().claims = {taken("10:00", "10:30")};
    CHECK(refusals(rooms, monday("10:00")) == Texts{"claimed"});
    rooms.others.front().absences = {taken("10:00", "10:30").time};
    CHECK(refusals(rooms, monday("10:00")) == Texts{"absent", "claimed"});
    rooms.others.back().host_schedule = rooms.others.front().host_schedule;
    rooms.others.back().busy = {taken("10:00", "10:30").time};
    CHECK(refusals(rooms, monday("10:00")) == Texts{"busy"});
}

TEST_CASE("H1: what is in the way is told of fixed hosts, and of the nearest one of a group") {
    auto rooms = clinic({{doctor}, {any_of({room, other_room})}});
    rooms.others.back().host_schedule = rooms.others.front().host_schedule;
    rooms.others.front().claims = {taken("10:00", "10:30")};
    rooms.others.front().absences = {taken("10:00", "10:30").time};
    rooms.others.back().claims = {claim_of(2, monday("10:10"), monday("10:20"))};
    HoursCache cache;
    const Posed posed{rooms};
    const Instant starts[] = {at(monday("10:00"))};
    const auto explained = explain(posed.question(), starts, CausesShown::yes, cache);
    CHECK(claims_among(explained.front().causes) == rooms.others.back().claims);
}

TEST_CASE("H1: a type's own schedule is everyone's, but for holidays that each follows") {
    auto rooms = clinic({{doctor}, {any_of({room, other_room})}});
    rooms.type.schedule = daily("UTC", {"14:00-15:00"});
    CHECK(monday_of(rooms) == Texts{"14:00", "14:30"});
    rooms.others.front().holidays = {on("2026-03-02")};
    CHECK(monday_of(rooms) == Texts{"14:00", "14:30"});
    rooms.others.back().holidays = {on("2026-03-02")};
    CHECK(refusals(rooms, monday("14:00")) == Texts{"outside-hours"});
}

TEST_CASE("C1: what is overridden for the host that is chosen is what the judgement says") {
    auto rooms = clinic({{}, {any_of({room, other_room})}});
    rooms.type.limits = {{LimitScope::host, LimitPeriod::day, 1, std::nullopt}};
    auto earlier = taken("11:00", "11:30");
    earlier.dates.host = on("2026-03-02");
    rooms.others.front().claims = {earlier};
    rooms.overrides = {Rejection::outside_hours, Rejection::limit_reached};
    const Posed posed{rooms};
    HoursCache cache;
    const auto takers = choose_takers(posed.question(), at(monday("10:00")), nullptr, cache);
    CHECK(takers.hosts.front()->id == room);
    CHECK(takers.overridden == Reasons{Rejection::limit_reached});
    CHECK(judged(rooms, monday("10:00")).overridden == Reasons{Rejection::limit_reached});
}

TEST_CASE("C1: hosts that take an override are free only where no other is") {
    auto rooms = clinic({{doctor}, {any_of({room, other_room})}});
    rooms.overrides = {Rejection::outside_hours};
    const auto free = [](const Situation& situation, std::string_view start) {
        HoursCache cache;
        const Posed posed{situation};
        const Instant from = at(monday(start));
        const Slot slots[] = {{{from, from + situation.duration}}};
        return hosts_free(posed.question(), slots, cache).front();
    };
    CHECK(free(rooms, "10:00") == std::vector{doctor, room});
    CHECK(free(rooms, "09:00") == std::vector{doctor, room, other_room});
    CHECK(judged(rooms, monday("10:00")).overridden == Reasons{});
    CHECK(judged(rooms, monday("09:00")).overridden == Reasons{Rejection::outside_hours});
}

TEST_CASE("a host that asks is the only one of its group") {
    auto rooms = clinic({{doctor}, {any_of({room, other_room})}});
    rooms.own = other_room;
    CHECK(refusals(rooms, monday("10:00")) == Texts{"outside-hours"});
    rooms.own = doctor;
    CHECK(refusals(rooms, monday("10:00")).empty());
}

TEST_CASE("N2: days with slots are looked for on so many hosts, and no further") {
    auto pool = clinic({{}, {{}}});
    pool.type.grid.interval = Minutes{1};
    pool.type.window = DaysWithSlots{5};
    pool.host_schedule = daily("UTC", {"00:00-24:00"});
    pool.absences = {{at("2026-01-01T00:00:00Z"), at("2027-01-01T00:00:00Z")}};
    for (std::uint64_t i = 0; i < 200; ++i) {
        pool.type.hosts.groups.front().members.push_back({HostId{IdBits{7, i}}});
    }
    // Two dates of 1,440 starts on 200 hosts.
    CHECK(refusals(pool, "2026-03-05T10:00:00Z") == Texts{"absent"});
    CHECK(refusals(pool, "2026-03-06T10:00:00Z") == Texts{"too-far", "absent"});
    pool.type.window = DaysWithSlots{1};
    CHECK(refusals(pool, "2026-03-02T10:00:00Z") == Texts{"absent"});
    CHECK(refusals(pool, "2026-03-03T10:00:00Z") == Texts{"too-far", "absent"});
}

}  // namespace several_hosts_test
