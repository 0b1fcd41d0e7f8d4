#include "commands/expire.hpp"

#include "commands/booking_guards.hpp"

namespace kalends {

void needs(const Expire& c, Scope& scope) {
    want_booking(c.booking, scope);
}

Decision decide(const Expire& c, const Scope& scope, Instant now) {
    const Booking* booking = scope.find(c.booking);
    if (booking == nullptr) return refuse(Rejection::not_found);
    if (scope.actor().kind != ActorKind::system) return refuse(Rejection::forbidden);
    if (booking->status != BookingStatus::pending || !booking->expires_at) return Events{};
    if (*booking->expires_at > now) return Events{};

    return Events{BookingExpired{c.booking, claimed(booking->when), *booking->expires_at}};
}

}  // namespace kalends
