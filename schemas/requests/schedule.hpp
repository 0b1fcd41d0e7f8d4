#pragma once

#include "commands/replace_schedules.hpp"
#include "domain/schedule.hpp"
#include "domain/zones.hpp"
#include "schemas/requests/faults.hpp"

namespace kalends {

[[nodiscard]] Parsed<Schedule> parse_schedule(JsonValue body, const ZoneNames& zones);

// All schedules of a host, each with its name.
[[nodiscard]] Parsed<ReplaceSchedules> parse_schedules(JsonValue body, const ZoneNames& zones);

}  // namespace kalends
