#pragma once

#include "commands/claiming.hpp"
#include "domain/booking.hpp"

namespace kalends {

// The booking at the time that was claimed for it, by the type as it is now; `released` is what it
// lets go of.
[[nodiscard]] BookingRescheduled moved_to(const Booking& booking, const MeetingType& type,
                                          Claiming claiming, ClaimedTime released, Instant now);

// What moving the booking there comes to, by the type as it is now; refused if that is no slot. Of
// what is asked only `moving`, with the booking's own claim among it, gives way (rule B5).
[[nodiscard]] Result<BookingRescheduled, Refusal> move_booking(const Booking& booking,
                                                               const MeetingType& type,
                                                               const StartAsked& asked,
                                                               const Scope& scope, Instant now);

}  // namespace kalends
