#include "commands/expire.hpp"

#include "commands/booking_guards.hpp"
#include "commands/hold_guards.hpp"
#include "commands/seating.hpp"

namespace kalends {
namespace {

Events expired(const Booking& booking, const Scope& scope, Instant now) {
    if (booking.status != BookingStatus::pending || !booking.expires_at) return {};
    if (*booking.expires_at > now) return {};
    return {BookingExpired{booking.id, released(stream_of(booking.id), booking.when, scope),
                           *booking.expires_at}};
}

Events expired(const Hold& hold, const Scope& scope, Instant now) {
    if (hold.status != HoldStatus::live || hold.expires_at > now) return {};
    return {HoldExpired{hold.id, released(stream_of(hold.id), hold.when, scope), hold.expires_at}};
}

template <class SomeId>
Decision expire(SomeId id, const Scope& scope, Instant now) {
    const auto* found = scope.find(id);
    if (found == nullptr) return refuse(Rejection::not_found);
    if (scope.actor().kind != ActorKind::system) return refuse(Rejection::forbidden);
    return expired(*found, scope, now);
}

}  // namespace

void needs(const Expire& c, Scope& scope) {
    if (c.due.kind == StreamKind::hold) {
        want_hold(HoldId{c.due.id}, scope);
    } else {
        want_booking(BookingId{c.due.id}, scope);
    }
}

Decision decide(const Expire& c, const Scope& scope, Instant now) {
    return c.due.kind == StreamKind::hold ? expire(HoldId{c.due.id}, scope, now)
                                          : expire(BookingId{c.due.id}, scope, now);
}

}  // namespace kalends
