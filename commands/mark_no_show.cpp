#include "commands/mark_no_show.hpp"

#include "commands/booking_guards.hpp"

namespace kalends {

void needs(const MarkNoShow& c, Scope& scope) {
    want_booking(c.booking, scope);
}

Decision decide(const MarkNoShow& c, const Scope& scope, Instant now) {
    const Booking* booking = scope.find(c.booking);
    if (booking == nullptr) return refuse(Rejection::not_found);
    const auto refusal = check_attendance(*booking, BookingStatus::confirmed, scope, now);
    if (refusal) return *refusal;

    return Events{BookingNoShow{c.booking, {}}};
}

}  // namespace kalends
