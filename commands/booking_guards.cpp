#include "commands/booking_guards.hpp"

#include "commands/decision.hpp"
#include "commands/rights.hpp"
#include "commands/seating.hpp"
#include "domain/bounds.hpp"

namespace kalends {

const Booking* want_booking(BookingId id, Scope& scope) {
    scope.want(scope.organisation_id());
    const Booking* booking = scope.want(id);
    if (booking == nullptr) return nullptr;
    for (const auto& claim : booking->when.hosts) scope.want(claim.host);
    scope.want(booking->guests.front());
    want_session(booking->when, scope);
    if (const auto type = booking->when.counted_by; !type.is_nil()) scope.want(type);
    return booking;
}

std::optional<Refusal> check_booking(const Booking& booking, Asks asks, const Scope& scope,
                                     Instant now) {
    const bool may = asks == Asks::to_write ? may_write(scope.actor(), booking)
                                            : may_decide(scope.actor(), booking);
    if (!may) return refuse(Rejection::forbidden);
    if (scope.is_stale(booking.revision)) return refuse(Rejection::stale_revision);
    if (booking.status == BookingStatus::cancelled) return refuse(Rejection::already_cancelled);
    if (!booking.is_live()) return refuse(Rejection::already_decided);
    if (asks == Asks::to_decide && booking.status != BookingStatus::pending) {
        return refuse(Rejection::already_decided);
    }
    if (asks == Asks::to_reassign && booking.status != BookingStatus::confirmed) {
        return refuse(Rejection::already_decided);
    }
    if (booking.is_over(now)) return refuse(Rejection::already_over);
    return std::nullopt;
}

std::optional<Refusal> check_attendance(const Booking& booking, BookingStatus from,
                                        const Scope& scope, Instant now) {
    if (!may_decide(scope.actor(), booking)) return refuse(Rejection::forbidden);
    if (scope.is_stale(booking.revision)) return refuse(Rejection::stale_revision);
    if (booking.status == BookingStatus::cancelled) return refuse(Rejection::already_cancelled);
    if (booking.status != from) return refuse(Rejection::already_decided);
    if (!booking.is_over(now)) return refuse(Rejection::not_over_yet);
    return std::nullopt;
}

std::optional<Refusal> check_revisions(const Booking& booking) {
    if (booking.revision >= booking_revisions_max) return refuse(Rejection::too_many);
    return std::nullopt;
}

}  // namespace kalends
