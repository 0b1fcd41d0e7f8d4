#pragma once

#include <string_view>

#include "commands/decision.hpp"
#include "commands/occurrences_asked.hpp"
#include "commands/personal.hpp"

namespace kalends {

// The time of occurrences that have not begun is let go, with one reason.
struct CancelSeries {
    static constexpr std::string_view name = "cancel-series";

    OccurrencesAsked occurrences;
    Personal personal;
};

[[nodiscard]] inline StreamId target(const CancelSeries& c) {
    return stream_of(c.occurrences.series);
}
void needs(const CancelSeries&, Scope&);
[[nodiscard]] Decision decide(const CancelSeries&, const Scope&, Instant now);

}  // namespace kalends
