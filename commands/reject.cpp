#include "commands/reject.hpp"

#include "commands/booking_guards.hpp"
#include "commands/seating.hpp"

namespace kalends {

void needs(const Reject& c, Scope& scope) {
    want_booking(c.booking, scope);
}

Decision decide(const Reject& c, const Scope& scope, Instant now) {
    const Booking* booking = scope.find(c.booking);
    if (booking == nullptr) return refuse(Rejection::not_found);
    if (const auto refusal = check_booking(*booking, Asks::to_reject, scope, now)) return *refusal;

    return Events{
        BookingRejected{c.booking, released(stream_of(c.booking), booking->when, scope), {}}};
}

}  // namespace kalends
