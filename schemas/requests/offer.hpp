#pragma once

#include "commands/change_meeting_type.hpp"
#include "schemas/requests/members.hpp"

namespace kalends {

// What a meeting type costs, asks and says of itself. No rule about free time depends on it.
void read_offer(BodyMembers& members, ChangeMeetingType& c);

}  // namespace kalends
