#pragma once

#include <string_view>
#include <vector>

#include "commands/decision.hpp"
#include "commands/occurrences_asked.hpp"
#include "commands/personal.hpp"
#include "domain/availability/reasons.hpp"

namespace kalends {

// Occurrences that have not begun move, all of them or none: the one that is named to `start`, each
// of the others by the same civil days and minutes. The ids of the sessions that they may open
// (rule T2), one for each occurrence that there can be, are made by the edge.
struct RescheduleSeries {
    static constexpr std::string_view name = "reschedule-series";

    OccurrencesAsked occurrences;  // with one that is named
    Instant start;
    Reasons overrides;
    std::vector<SessionId> sessions;
    Personal personal;
};

[[nodiscard]] inline StreamId target(const RescheduleSeries& c) {
    return stream_of(c.occurrences.series);
}
void needs(const RescheduleSeries&, Scope&);
[[nodiscard]] Decision decide(const RescheduleSeries&, const Scope&, Instant now);

}  // namespace kalends
