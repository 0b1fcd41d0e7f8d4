#pragma once

#include "commands/change_meeting_type.hpp"
#include "commands/create_meeting_type.hpp"
#include "domain/zones.hpp"
#include "schemas/requests/faults.hpp"

namespace kalends {

[[nodiscard]] Parsed<CreateMeetingType> parse_create_meeting_type(JsonValue body,
                                                                  const ZoneNames& zones);

// What is absent stays; null takes away what may be absent.
[[nodiscard]] Parsed<ChangeMeetingType> parse_change_meeting_type(JsonValue body,
                                                                  const ZoneNames& zones);

}  // namespace kalends
