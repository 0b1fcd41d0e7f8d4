#include "commands/approve.hpp"

#include "commands/booking_guards.hpp"

namespace kalends {

void needs(const Approve& c, Scope& scope) {
    want_booking(c.booking, scope);
}

Decision decide(const Approve& c, const Scope& scope, Instant now) {
    const Booking* booking = scope.find(c.booking);
    if (booking == nullptr) return refuse(Rejection::not_found);
    if (const auto refusal = check_booking(*booking, Asks::to_decide, scope, now)) return *refusal;

    return Events{BookingApproved{c.booking, claimed(booking->when)}};
}

}  // namespace kalends
