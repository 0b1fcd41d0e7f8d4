#include "commands/cancel.hpp"

#include "commands/booking_guards.hpp"
#include "commands/seating.hpp"

namespace kalends {
namespace {

// Guests cancel as the type allows them, and no later than its notice before the present start
// (N1).
bool guest_may_cancel(const MeetingTypeTerms& terms, const Booking& booking, Instant now) {
    return terms.guests.may_cancel && booking.when.time.start >= now + terms.notices.cancelling;
}

}  // namespace

void needs(const Cancel& c, Scope& scope) {
    if (const Booking* booking = want_booking(c.booking, scope)) scope.want(booking->meeting_type);
}

Decision decide(const Cancel& c, const Scope& scope, Instant now) {
    const Booking* booking = scope.find(c.booking);
    if (booking == nullptr) return refuse(Rejection::not_found);
    if (!scope.actor().may(GuestAction::cancel)) return refuse(Rejection::forbidden);
    if (const auto refusal = check_booking(*booking, Asks::to_write, scope, now)) return *refusal;
    const MeetingType* type = scope.find(booking->meeting_type);
    if (scope.actor().role == Role::guest && !guest_may_cancel(*type->terms, *booking, now)) {
        return refuse(Rejection::not_cancellable);
    }

    return Events{
        BookingCancelled{c.booking, released(stream_of(c.booking), booking->when, scope), {}}};
}

}  // namespace kalends
