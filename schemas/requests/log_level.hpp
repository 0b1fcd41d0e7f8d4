#pragma once

#include <string>

#include "schemas/requests/faults.hpp"

namespace kalends {

// The name of a level, of which there may be none.
[[nodiscard]] Parsed<std::string> parse_log_level_asked(JsonValue body);

}  // namespace kalends
