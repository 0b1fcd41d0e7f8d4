#pragma once

#include <string>
#include <utility>

#include "tests/commands/given.hpp"

namespace kalends::clinic {

inline constexpr std::chrono::days one_day{1};

// The clinic with a series by Carla, made at `now`.
[[nodiscard]] inline Given given_series(Instant start, std::string rule,
                                        const Events& before = {}) {
    auto world = given(before);
    const auto made = world.when(book_series(start, std::move(rule)));
    REQUIRE(made);
    return world.happened(*made, now);
}

// Where the bookings of the series start now, in the order in which they were made.
[[nodiscard]] inline std::vector<Instant> starts_of_series(const Given& world) {
    std::vector<Instant> starts;
    for (const auto one : world.state(series).bookings) {
        starts.push_back(world.state(one).when.time.start);
    }
    return starts;
}

}  // namespace kalends::clinic
