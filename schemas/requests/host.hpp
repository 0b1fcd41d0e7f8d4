#pragma once

#include "commands/change_host.hpp"
#include "commands/create_host.hpp"
#include "domain/zones.hpp"
#include "schemas/requests/faults.hpp"

namespace kalends {

[[nodiscard]] Parsed<CreateHost> parse_create_host(JsonValue body, const ZoneNames& zones);

// Name and e-mail are sealed as one, so a change of either names both.
[[nodiscard]] Parsed<ChangeHost> parse_change_host(JsonValue body, const ZoneNames& zones);

}  // namespace kalends
