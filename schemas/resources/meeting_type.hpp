#pragma once

#include <optional>
#include <string>

#include "domain/meeting_type.hpp"

namespace kalends {

void append_meeting_type(std::string& out, const MeetingType& type);
// What a page that books it needs: nothing that its organisation keeps to itself.
void append_public_meeting_type(std::string& out, const MeetingType& type);
// As it was retired, with the bookings that stand; nothing where it was retired before.
void append_retired_meeting_type(std::string& out, const MeetingType& type,
                                 const std::optional<CoveredBookings>& standing);

}  // namespace kalends
