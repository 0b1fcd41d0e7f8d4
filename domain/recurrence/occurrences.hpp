#pragma once

#include <functional>
#include <string>
#include <vector>

#include "domain/availability/zone_clock.hpp"
#include "domain/recurrence/recurrence.hpp"

namespace kalends {

// How many dates are looked at, that of the start the first: ten years.
inline constexpr std::chrono::days recurrence_span_max{3'653};

// Calls `visit(date)` for each date of the rule from that of its start on, in order, while it
// returns true. Where the rule ends is for who visits.
void visit_dates(const Recurrence& rule, Date start, const std::function<bool(Date)>& visit);

// When an occurrence starts, in civil time and as the instant that rule W1 makes of it.
struct Occurrence {
    CivilMinute civil_start;
    Instant start;

    bool operator==(const Occurrence&) const = default;
};

// All occurrences of a rule in the zone of this clock, in order: each at the civil time of the
// first, which is `start`. A date that the zone skips has none. Or what is wrong with the rule.
[[nodiscard]] Result<std::vector<Occurrence>, std::string> occurrences(const Recurrence& rule,
                                                                       Instant start,
                                                                       const ZoneClock& clock);

}  // namespace kalends
