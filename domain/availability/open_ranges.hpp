#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "domain/availability/zone_clock.hpp"
#include "domain/holiday.hpp"
#include "domain/schedule.hpp"
#include "domain/time.hpp"

namespace kalends {

// Open time as instants: one range of one date, and the range it joins with those of the dates
// around it. `own` anchors the grid, a slot must fit into `joined` (rule W3).
struct OpenRange {
    Interval own;
    Interval joined;
    // The latest end of this range and of all before it: where zones set their clocks, ranges of
    // two dates can overlap, and of those that hold an instant the first is found by this.
    Instant reach;
};

// What says when a civil date is open (rules W4, W5): that the schedule is not in effect then, an
// override of that very date, a holiday calendar, or the week.
enum class HoursRule : std::uint8_t { not_in_effect, date_override, holiday, weekly };
[[nodiscard]] std::string_view name_of(HoursRule rule);
[[nodiscard]] HoursRule hours_rule(const Schedule& schedule, Date date, const Closures& closed);

// The ranges of one civil date as instants: sorted, disjoint, not touching. A date that one of the
// calendars closes has those of its overrides alone (rule W5).
[[nodiscard]] std::vector<Interval> ranges_of_date(const Schedule& schedule, ZoneClock zone,
                                                   Date date, const Closures& closed = {});

// The ranges of all dates from `first` to `last`, in order of their starts. Near both ends `joined`
// lacks what lies beyond.
[[nodiscard]] std::vector<OpenRange> open_ranges(const Schedule& schedule, ZoneClock zone,
                                                 Date first, Date last,
                                                 const Closures& closed = {});

}  // namespace kalends
