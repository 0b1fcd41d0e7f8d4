#pragma once

#include "domain/holiday.hpp"
#include "schemas/requests/faults.hpp"

namespace kalends {

// A name, and closed dates with theirs, in whatever order.
[[nodiscard]] Parsed<HolidayTerms> parse_holiday_calendar(JsonValue body);

}  // namespace kalends
