#pragma once

#include <optional>
#include <string>

#include "schemas/requests/faults.hpp"

namespace kalends {

// As `is_email` has it.
[[nodiscard]] std::optional<std::string> read_email(JsonValue value, FaultList& faults);

// As `is_phone` has it.
[[nodiscard]] std::optional<std::string> read_phone(JsonValue value, FaultList& faults);

}  // namespace kalends
