#include "commands/undo_no_show.hpp"

#include "commands/booking_guards.hpp"

namespace kalends {

void needs(const UndoNoShow& c, Scope& scope) {
    want_booking(c.booking, scope);
}

Decision decide(const UndoNoShow& c, const Scope& scope, Instant now) {
    const Booking* booking = scope.find(c.booking);
    if (booking == nullptr) return refuse(Rejection::not_found);
    const auto refusal = check_attendance(*booking, BookingStatus::no_show, scope, now);
    if (refusal) return *refusal;
    if (const auto too_many = check_revisions(*booking)) return *too_many;

    return Events{BookingNoShowUndone{c.booking, {}}};
}

}  // namespace kalends
