#pragma once

#include <optional>
#include <string>

#include "domain/booking.hpp"
#include "schemas/resources/booking.hpp"

namespace kalends {

// All that a search for text looks through: the reference, and every text in a personal value.
[[nodiscard]] std::string words_of(const Booking& booking, const OpenedBooking& opened);

// The guest's e-mail address in lower case; nothing if there is none, or it was erased.
[[nodiscard]] std::optional<std::string> address_of(const OpenedGuest& guest);

}  // namespace kalends
