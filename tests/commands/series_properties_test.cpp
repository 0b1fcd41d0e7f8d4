#include <random>

#include "domain/recurrence/occurrences.hpp"
#include "tests/commands/series_clinic.hpp"

namespace series_properties_test {

using namespace kalends;
using namespace kalends::clinic;

namespace {

using Chance = std::mt19937_64;

std::uint64_t below(Chance& chance, std::uint64_t most) {
    return chance() % most;
}

Instant some_start(Chance& chance) {
    return tuesday(9) + one_day * below(chance, 7) + Minutes{30} * below(chance, 16);
}

std::string some_rule(Chance& chance) {
    constexpr std::string_view rules[] = {
        "FREQ=DAILY;COUNT=", "FREQ=DAILY;INTERVAL=2;COUNT=", "FREQ=WEEKLY;COUNT="};
    return std::string{rules[below(chance, 3)]} + std::to_string(2 + below(chance, 6));
}

// Consultations limited by the week, of which some times are taken.
Given some_world(Chance& chance) {
    auto terms = consultation_terms();
    terms.grid.interval = Minutes{30};
    terms.limits = {{LimitScope::type_on_host,
                     LimitPeriod::week,
                     static_cast<std::uint32_t>(2 + below(chance, 4)),
                     {}}};
    auto world = given({MeetingTypeChanged{consultation, terms}});
    for (std::uint64_t i = 0; i < 6; ++i) {
        auto command = book(BookingId{IdBits{10, i}}, some_start(chance));
        command.guests.front().is_known = i > 0 && world.streams().contains(stream_of(carla));
        if (const auto decided = world.when(command)) world.happened(*decided, now);
    }
    return world;
}

// What single bookings of the occurrences come to, one after the other.
struct Singles {
    std::vector<Instant> booked;
    std::vector<RefusedOccurrence> refused;
};

Singles book_singly(Given world, const BookSeries& series) {
    Singles singles;
    const auto rule = parse_recurrence(series.rule);
    REQUIRE(rule.has_value());
    const auto all = occurrences(*rule, series.each.start, ZoneClock{"UTC"});
    REQUIRE(all.has_value());
    for (std::size_t i = 0; i < (*all).size(); ++i) {
        const auto& [civil, start] = (*all)[i];
        auto command = series.each;
        command.booking = series.bookings[i];
        command.start = start;
        command.guests.front().is_known = world.streams().contains(stream_of(carla));
        const auto decided = world.when(command);
        if (decided) {
            world.happened(*decided, now);
            singles.booked.push_back(start);
        } else {
            singles.refused.push_back({start, civil, decided.error().reason});
        }
    }
    return singles;
}

}  // namespace

TEST_CASE("C4: a series books what single bookings in order would, or nothing if one is refused") {
    const auto seed = std::random_device{}();
    CAPTURE(seed);
    Chance chance{seed};
    int whole = 0;
    int parts = 0;
    for (int i = 0; i < 300; ++i) {
        const auto world = some_world(chance);
        auto command = book_series(some_start(chance), some_rule(chance));
        command.each.guests.front().is_known = world.streams().contains(stream_of(carla));
        const auto singles = book_singly(world, command);

        const auto at_once = world.when(command);
        CHECK(at_once.has_value() == singles.refused.empty());
        if (!at_once) CHECK(at_once.error().occurrences == singles.refused);

        command.skips_refused = true;
        const auto what_can_be = world.when(command);
        CHECK(what_can_be.has_value() == !singles.booked.empty());
        if (!what_can_be) continue;
        const auto after = Given{world}.happened(*what_can_be, now);
        CHECK(starts_of_series(after) == singles.booked);
        CHECK(after.state(series).refused == singles.refused);
        ++(singles.refused.empty() ? whole : parts);
    }
    CHECK(whole > 20);
    CHECK(parts > 20);
}

}  // namespace series_properties_test
