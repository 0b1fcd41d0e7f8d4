#pragma once

#include <memory>
#include <span>

#include "domain/availability/hours_cache.hpp"

namespace kalends {

// When several hosts are open at once, as instants (rule H1): cut at each midnight of a zone, whose
// pieces are the own ranges of its dates and anchor the grid, as if they were one schedule's. Whole
// for slots that lie within `span`, which is for all of the hours.
[[nodiscard]] ExpandedHours shared_hours(std::span<const std::shared_ptr<const ExpandedHours>> all,
                                         ZoneClock zone, const Interval& span);

}  // namespace kalends
