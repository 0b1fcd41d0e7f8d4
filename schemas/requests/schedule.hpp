#pragma once

#include <string_view>

#include "domain/schedule.hpp"
#include "domain/zones.hpp"
#include "schemas/requests/faults.hpp"

namespace kalends {

[[nodiscard]] Parsed<Schedule> parse_schedule(JsonValue body, const ZoneNames& zones);

// Whether a schedule may be called so: letters, digits, `-` and `_`, at most 50.
[[nodiscard]] bool is_schedule_name(std::string_view name);

}  // namespace kalends
