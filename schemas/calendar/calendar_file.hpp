#pragma once

#include <optional>
#include <string>

#include "domain/booking.hpp"
#include "domain/meeting_type.hpp"
#include "schemas/resources/booking.hpp"

namespace kalends {

// A booking as a calendar takes it up: an iCalendar object (RFC 5545) of one event, in UTC. It
// names no guest, so that whoever may see the booking may keep it. What is imported again takes the
// place of what was, by its UID and SEQUENCE. `type_name` and `type_location` are of its meeting
// type; the booking's own location goes before that.
[[nodiscard]] std::string calendar_file(const Booking& booking, const OpenedBooking& opened,
                                        const std::string& type_name,
                                        const std::optional<Location>& type_location);

}  // namespace kalends
