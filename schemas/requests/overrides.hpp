#pragma once

#include <optional>

#include "domain/availability/reasons.hpp"
#include "schemas/requests/faults.hpp"
#include "schemas/requests/members.hpp"

namespace kalends {

// The reasons that a caller asks to let pass: only those that rule C1 names.
[[nodiscard]] std::optional<Reasons> read_overrides(JsonValue value, FaultList& faults);

}  // namespace kalends
