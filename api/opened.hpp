#pragma once

#include <optional>
#include <string>

#include "commands/engine/ledger.hpp"
#include "domain/booking.hpp"
#include "domain/host.hpp"
#include "schemas/resources/booking.hpp"

namespace kalends::api {

// The personal values of a booking as it stands in this state, each from the event that set it.
[[nodiscard]] OpenedBooking open_booking(SealOpener& seals, const Booking& booking);

// Takes away what is the organisation's own: metadata, and what it says of a no-show.
void hide_from_guests(OpenedBooking& opened, SealOpener& seals, const Booking& booking);

// Takes up the personal values that one event of a booking set.
void take_up(OpenedBooking& opened, SealOpener& seals, const StoredEvent& stored);

// Name and e-mail of a host as it stands in this state, as JSON text; nothing if they were erased.
[[nodiscard]] std::optional<std::string> open_details(SealOpener& seals, const Host& host);

}  // namespace kalends::api
