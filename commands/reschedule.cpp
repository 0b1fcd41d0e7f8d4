#include "commands/reschedule.hpp"

#include <algorithm>

#include "commands/booking_guards.hpp"
#include "commands/claiming.hpp"

namespace kalends {
namespace {

Minutes duration_of(const Booking& booking) {
    const auto& time = booking.when.time;
    return std::chrono::duration_cast<Minutes>(time.end - time.start);
}

// A booking that waits keeps the deadline of its request, its new start at the latest; one that
// must be approved anew gets a new one.
std::optional<Instant> deadline(const Booking& booking, const Approval& approval, bool asks_anew,
                                Instant now, Instant start) {
    if (asks_anew) return approval_deadline(approval, now, start);
    if (!booking.expires_at) return std::nullopt;
    return std::min(*booking.expires_at, start);
}

}  // namespace

bool guests_may_reschedule(const MeetingTypeTerms& terms, const Booking& booking, Instant now) {
    return terms.guests.may_reschedule &&
           booking.when.time.start >= now + terms.notices.rescheduling;
}

void needs(const Reschedule& c, Scope& scope) {
    const Booking* booking = want_booking(c.booking, scope);
    if (booking == nullptr) return;
    if (const MeetingType* type = scope.want(booking->meeting_type)) want_calendars(*type, scope);
}

Decision decide(const Reschedule& c, const Scope& scope, Instant now) {
    const Booking* booking = scope.find(c.booking);
    if (booking == nullptr) return refuse(Rejection::not_found);
    if (!c.overrides.empty() && !scope.actor().may(Permission::bookings_override)) {
        return refuse(Rejection::forbidden);
    }
    if (!scope.actor().may(GuestAction::reschedule)) return refuse(Rejection::forbidden);
    if (const auto refusal = check_booking(*booking, Asks::to_write, scope, now)) return *refusal;
    const MeetingType* type = scope.find(booking->meeting_type);
    if (scope.actor().role == Role::guest && !guests_may_reschedule(*type->terms, *booking, now)) {
        return refuse(Rejection::not_reschedulable);
    }
    if (const auto refusal = check_active(*type, scope)) return *refusal;
    const Minutes duration = c.duration.value_or(duration_of(*booking));
    if (!offers(*type->terms, duration) && duration != duration_of(*booking)) {
        return refuse(Rejection::invalid_duration, "/duration_minutes");
    }
    if (c.start == booking->when.time.start && duration == duration_of(*booking)) return Events{};

    const MovedClaim moving[] = {{stream_of(c.booking), booking->meeting_type, &booking->when}};
    auto claiming =
        claim_start(*type, {c.start, duration, moving, c.overrides, &booking->when}, scope, now);
    if (!claiming) return claiming.error();
    if (const auto refusal = check_revisions(*booking)) return *refusal;

    const Approval& approval = type->terms->approval;
    const bool asks_anew = booking->status == BookingStatus::confirmed && approval.required &&
                           approval.again_when_rescheduled;
    BookingRescheduled moved;
    moved.booking = c.booking;
    moved.meeting_type = booking->meeting_type;
    moved.type_revision = type->revision;
    moved.released = claimed(booking->when);
    moved.when = std::move(claiming->when);
    moved.status = asks_anew ? BookingStatus::pending : booking->status;
    moved.expires_at = deadline(*booking, approval, asks_anew, now, c.start);
    moved.overridden = std::move(claiming->overridden);
    return Events{std::move(moved)};
}

}  // namespace kalends
