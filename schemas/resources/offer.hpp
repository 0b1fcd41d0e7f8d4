#pragma once

#include <optional>
#include <string>

#include "domain/meeting_type.hpp"
#include "schemas/resources/object.hpp"

namespace kalends {

// The members of a meeting type that say what it costs, asks and says of itself.
void write_offer(ResourceObject& object, const MeetingTypeTerms& terms);

// The same for whoever has booked nothing yet, with the public location.
void write_public_offer(ResourceObject& object, const MeetingTypeTerms& terms);

// Where to go, without the link of a video meeting, the number of a call or what else lets people
// in.
[[nodiscard]] std::optional<Location> public_location(const std::optional<Location>& location);

// Where a type takes place; null if it does not say.
void append_type_location(std::string& out, const std::optional<Location>& location);

}  // namespace kalends
