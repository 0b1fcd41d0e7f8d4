#include "commands/booking_guards.hpp"

#include "commands/decision.hpp"
#include "commands/rights.hpp"
#include "commands/seating.hpp"
#include "domain/bounds.hpp"
#include "domain/check.hpp"

namespace kalends {

namespace {

// Nothing if any live booking will do.
std::optional<BookingStatus> status_for(Asks asks) {
    switch (asks) {
        case Asks::to_write:
            return std::nullopt;
        case Asks::to_approve:
        case Asks::to_reject:
            return BookingStatus::pending;
        case Asks::to_reassign:
            return BookingStatus::confirmed;
    }
    broken("every change of a booking is asked for in one of these ways");
}

}  // namespace

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
    const auto wanted = status_for(asks);
    if (wanted && booking.status != *wanted) return refuse(Rejection::already_decided);
    if (asks != Asks::to_reject && booking.is_over(now)) return refuse(Rejection::already_over);
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
