#pragma once

#include "domain/meeting_type.hpp"
#include "schemas/resources/object.hpp"

namespace kalends {

// The members of a meeting type that say what it costs, asks and says of itself.
void write_offer(ResourceObject& object, const MeetingTypeTerms& terms);

}  // namespace kalends
