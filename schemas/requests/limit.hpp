#pragma once

#include <optional>
#include <vector>

#include "domain/limit.hpp"
#include "schemas/json/reader.hpp"
#include "schemas/requests/faults.hpp"

namespace kalends {

// The limits of a meeting type: of each scope and period at most one.
[[nodiscard]] std::optional<std::vector<Limit>> read_limits(JsonValue value, FaultList& faults);

}  // namespace kalends
