#pragma once

#include <optional>

#include "domain/meeting_type_terms.hpp"
#include "schemas/requests/faults.hpp"

namespace kalends {

// The hosts that a meeting type names: one after the other, then groups of which one takes part.
[[nodiscard]] std::optional<HostPlan> read_host_plan(JsonValue value, FaultList& faults);

}  // namespace kalends
