#pragma once

#include <string>
#include <string_view>

#include "domain/state.hpp"
#include "projections/sqlite/database.hpp"
#include "schemas/resources/booking.hpp"

namespace kalends {

// The form in which a booking and its personal values stand in their columns.
[[nodiscard]] const Booking& booking_in(const StreamState& state);
[[nodiscard]] StreamState state_in(const SqlRow& row, int column);
[[nodiscard]] std::string encode_opened(const OpenedBooking& opened);
[[nodiscard]] OpenedBooking opened_in(const SqlRow& row, int column);
[[nodiscard]] std::string encode_opened(const OpenedGuest& opened);
[[nodiscard]] OpenedGuest opened_guest_in(const SqlRow& row, int column);

}  // namespace kalends
