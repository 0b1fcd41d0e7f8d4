#pragma once

#include <optional>

#include "commands/scope.hpp"
#include "domain/booking.hpp"
#include "domain/rejection.hpp"

namespace kalends {

// What every command about one booking needs: the booking, its hosts' calendars, and its first
// guest, under whom its personal values are sealed. Null until the booking is loaded.
const Booking* want_booking(BookingId id, Scope& scope);

// The guards that open every command about a live booking, in order: may this caller, is the
// revision that the caller saw still the present one, does the status still allow a change, is it
// over. To approve and to reject takes the right to decide, and a booking that is pending, which
// may be over if it is rejected; to reassign the same right, and one that is confirmed.
enum class Asks { to_write, to_approve, to_reject, to_reassign };
[[nodiscard]] std::optional<Refusal> check_booking(const Booking& booking, Asks asks,
                                                   const Scope& scope, Instant now);

// The guards of what is said of a booking afterwards, that it took place or did not: may this
// caller decide, is the revision the present one, is it of this status, and is it over.
[[nodiscard]] std::optional<Refusal> check_attendance(const Booking& booking, BookingStatus from,
                                                      const Scope& scope, Instant now);

// Whether the booking may have another revision that does not end or decide it. The refusal,
// `too_many`, is among the last in order: this is asked once all but what comes after it there has
// been.
[[nodiscard]] std::optional<Refusal> check_revisions(const Booking& booking);

}  // namespace kalends
