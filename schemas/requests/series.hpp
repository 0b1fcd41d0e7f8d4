#pragma once

#include "commands/cancel_series.hpp"
#include "commands/reschedule_series.hpp"
#include "schemas/requests/faults.hpp"

namespace kalends {

// The series is the path's: nil here, for the endpoint to fill in.
[[nodiscard]] Parsed<CancelSeries> parse_cancel_series(JsonValue body);
[[nodiscard]] Parsed<RescheduleSeries> parse_reschedule_series(JsonValue body);

}  // namespace kalends
