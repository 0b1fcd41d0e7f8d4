#include <numeric>

#include "tests/commands/series_clinic.hpp"

namespace series_groups_test {

using namespace kalends;
using namespace kalends::clinic;

namespace {

// Consultations by Anna or Ben.
Given with_either(const Events& before = {}) {
    auto terms = consultation_terms();
    terms.hosts = {{}, {{{{anna, 1, 0}, {ben, 1, 0}}}}};
    return given({MeetingTypeChanged{consultation, terms}}).happened(before);
}

Given with_series(std::string rule, const Events& before = {}) {
    auto world = with_either(before);
    const auto made = world.when(book_series(tuesday(9), std::move(rule)));
    REQUIRE(made.has_value());
    return world.happened(*made, now);
}

HostId host_of(const Given& world, std::uint64_t number) {
    return world.state(occurrence(number)).when.hosts.front().host;
}

const Assignment& choice_for(const Given& world, std::uint64_t number) {
    return world.state(occurrence(number)).when.assignments.front();
}

std::int64_t sum_of_balances(const Given& world) {
    const auto& all = world.state(consultation).balances->all();
    return std::accumulate(all.begin(), all.end(), std::int64_t{0},
                           [](auto sum, const auto& one) { return sum + one.millionths; });
}

std::vector<HostId> hosts_by(const Given& world, const Command& command) {
    const auto decided = world.when(command);
    REQUIRE(decided.has_value());
    const auto after = Given{world}.happened(*decided, now);
    std::vector<HostId> hosts;
    for (const auto one : after.state(series).bookings) {
        hosts.push_back(after.state(one).when.hosts.front().host);
    }
    return hosts;
}

}  // namespace

TEST_CASE("C4: of a group the host of the first occurrence is kept wherever it is free") {
    const auto command = book_series(tuesday(9), "FREQ=DAILY;COUNT=3");
    const auto whole = hosts_by(with_either(), command);
    const HostId first = whole.front();
    CHECK(whole == std::vector{first, first, first});

    const HostId other = first == anna ? ben : anna;
    const AbsenceAdded away{first, AbsenceId{IdBits{11, 1}},
                            Interval{tuesday(8) + one_day, tuesday(18) + one_day}};
    CHECK(hosts_by(with_either({away}), command) == std::vector{first, other, first});
}

TEST_CASE("C4: every occurrence is paid for in the rotation, and cancelling gives it back") {
    auto world = with_series("FREQ=DAILY;COUNT=2");
    const HostId first = host_of(world, 1);
    CHECK(world.state(consultation).balances->of(first).millionths == -booking_millionths);
    CHECK(sum_of_balances(world) == 0);
    world.happened(*world.when(CancelSeries{{series, SeriesScope::all, {}}, {}}), now);
    CHECK(world.state(consultation).balances->of(first).millionths == 0);
    CHECK(sum_of_balances(world) == 0);
}

TEST_CASE("H2: a host that is kept is chosen among those who are free for that occurrence") {
    const HostId first = host_of(with_series("FREQ=DAILY;COUNT=1"), 1);
    const HostId other = first == anna ? ben : anna;
    const AbsenceAdded away{other, AbsenceId{IdBits{11, 1}},
                            Interval{tuesday(8) + one_day, tuesday(18) + one_day}};
    const auto world = with_series("FREQ=DAILY;COUNT=3", {away});
    for (std::uint64_t number = 1; number <= 3; ++number) CHECK(host_of(world, number) == first);

    CHECK(choice_for(world, 1).reason != ChoiceReason::kept);
    CHECK(choice_for(world, 2).reason == ChoiceReason::kept);
    REQUIRE(choice_for(world, 2).candidates.size() == 1);
    REQUIRE(choice_for(world, 3).candidates.size() == 2);
    // Alone on the second day, it neither gained nor owed: what the first left, the third found.
    for (const auto& candidate : choice_for(world, 3).candidates) {
        const auto share = booking_millionths / 2;
        CHECK(candidate.balance == (candidate.host == first ? -share : share));
    }
    CHECK(world.state(consultation).balances->of(other).millionths == booking_millionths);
    CHECK(sum_of_balances(world) == 0);
}

TEST_CASE("C5: an occurrence that moves keeps its host where that is free") {
    const auto world = with_series("FREQ=DAILY;COUNT=2");
    const HostId first = host_of(world, 1);
    const auto move = move_series({series, SeriesScope::all, occurrence(1)}, tuesday(9) + one_day);
    CHECK(hosts_by(world, move) == std::vector{first, first});
}

TEST_CASE("H2: an occurrence that moves to another host gives back what it paid, and no more") {
    auto world = with_series("FREQ=DAILY;COUNT=2");
    const HostId first = host_of(world, 1);
    const HostId other = first == anna ? ben : anna;
    const AbsenceAdded away{first, AbsenceId{IdBits{11, 1}},
                            Interval{tuesday(8) + 2 * one_day, tuesday(18) + 2 * one_day}};
    world.happened({away}, now);
    const auto move = move_series({series, SeriesScope::all, occurrence(1)}, tuesday(9) + one_day);
    world.happened(*world.when(move), now);
    CHECK(host_of(world, 1) == first);
    CHECK(host_of(world, 2) == other);
    // The first occurrence was still paid for when the second was chosen for anew.
    const auto& candidates = choice_for(world, 2).candidates;
    REQUIRE(candidates.size() == 1);
    CHECK(candidates.front().balance == booking_millionths / 2);
    CHECK(sum_of_balances(world) == 0);
}

TEST_CASE("an occurrence that was given to another host stays there when its series moves") {
    auto world = with_series("FREQ=DAILY;COUNT=2");
    const HostId first = host_of(world, 1);
    const HostId other = first == anna ? ben : anna;
    const auto given_over = world.when(Reassign{occurrence(2), {}, other, {}});
    REQUIRE(given_over.has_value());
    world.happened(*given_over, now);
    const auto move = move_series({series, SeriesScope::all, occurrence(1)}, tuesday(10));
    CHECK(hosts_by(world, move) == std::vector{first, other});
    CHECK(sum_of_balances(world) == 0);
}

TEST_CASE("H1: with several hosts every occurrence has them all, or is refused") {
    auto terms = consultation_terms();
    terms.hosts = {{anna}, {{{{ben, 1, 0}}}}};
    const AbsenceAdded away{ben, AbsenceId{IdBits{11, 1}},
                            Interval{tuesday(8) + one_day, tuesday(18) + one_day}};
    auto world = given({MeetingTypeChanged{consultation, terms}, away});
    auto command = book_series(tuesday(9), "FREQ=DAILY;COUNT=3");
    const auto refused = world.when(command);
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().occurrences.size() == 1);
    CHECK(refused.error().reason == Rejection::absent);
    command.skips_refused = true;
    world.happened(*world.when(command), now);
    for (std::uint64_t number = 1; number <= 2; ++number) {
        CHECK(hosts_of(world.state(occurrence(number)).when) == std::vector{anna, ben});
    }
}

TEST_CASE("C6: retiring a host leaves the bookings of a series with it standing") {
    auto world = with_series("FREQ=DAILY;COUNT=2");
    const HostId first = host_of(world, 1);
    const auto retired = world.when(RetireHost{first});
    REQUIRE(retired.has_value());
    CHECK(std::get<HostRetired>((*retired).front()).standing.count() == 2);
    world.happened(*retired, now);
    CHECK(world.when(CancelSeries{{series, SeriesScope::all, {}}, {}}).has_value());
}

}  // namespace series_groups_test
