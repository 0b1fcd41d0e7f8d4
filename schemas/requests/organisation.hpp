#pragma once

#include "commands/change_organisation.hpp"
#include "commands/create_organisation.hpp"
#include "domain/zones.hpp"
#include "schemas/requests/faults.hpp"

namespace kalends {

[[nodiscard]] Parsed<CreateOrganisation> parse_create_organisation(JsonValue body,
                                                                   const ZoneNames& zones);
[[nodiscard]] Parsed<ChangeOrganisation> parse_change_organisation(JsonValue body,
                                                                   const ZoneNames& zones);

}  // namespace kalends
