#pragma once

#include "commands/cancel_session.hpp"
#include "commands/reschedule_session.hpp"
#include "schemas/requests/faults.hpp"

namespace kalends {

// The session itself is in the path.
[[nodiscard]] Parsed<CancelSession> parse_cancel_session(JsonValue body);
[[nodiscard]] Parsed<RescheduleSession> parse_reschedule_session(JsonValue body);

}  // namespace kalends
