#pragma once

#include <optional>
#include <string_view>

#include "api/asked_calendar.hpp"
#include "api/calls.hpp"

namespace kalends::api {

// Whose starts are asked about, as far as `slots` and `explain` ask alike: the meeting type in the
// path, `duration_minutes`, `party`, and `moving`. What is wrong with parameters is noted in the
// call's query.
[[nodiscard]] Result<AskedCalendar, Problem> asked_calendar(const ReadCall& call);

// `from` and `to`, instants or dates in the zone, at most `length_max` apart; nothing if one is
// missing or faulty, which is noted.
[[nodiscard]] std::optional<Interval> asked_window(const ReadCall& call, std::string_view zone,
                                                   std::chrono::days length_max);

}  // namespace kalends::api
