#include "commands/reschedule.hpp"

#include "commands/booking_guards.hpp"
#include "commands/moving.hpp"
#include "commands/rights.hpp"
#include "commands/seating.hpp"

namespace kalends {

bool guests_may_reschedule(const MeetingTypeTerms& terms, const Booking& booking, Instant now) {
    return terms.guests.may_reschedule &&
           booking.when.time.start >= now + terms.notices.rescheduling;
}

void needs(const Reschedule& c, Scope& scope) {
    const Booking* booking = want_booking(c.booking, scope);
    if (booking == nullptr) return;
    scope.make(c.session);
    if (const MeetingType* type = scope.want(booking->meeting_type)) {
        const Minutes duration = c.duration.value_or(minutes_of(booking->when.time));
        want_calendars(*type, {c.start, c.start + duration}, scope);
    }
}

Decision decide(const Reschedule& c, const Scope& scope, Instant now) {
    const Booking* booking = scope.find(c.booking);
    if (booking == nullptr) return refuse(Rejection::not_found);
    if (!may_override(scope.actor(), c.overrides)) {
        return refuse_forbidden(scope.actor(), c.overrides);
    }
    if (!scope.actor().may(GuestAction::reschedule)) return refuse(Rejection::forbidden);
    if (const auto refusal = check_booking(*booking, Asks::to_write, scope, now)) return *refusal;
    const MeetingType* type = scope.find(booking->meeting_type);
    if (scope.actor().role == Role::guest && !guests_may_reschedule(*type->terms, *booking, now)) {
        return refuse(Rejection::not_reschedulable);
    }
    if (const auto refusal = check_active(*type, scope)) return *refusal;
    const Minutes before = minutes_of(booking->when.time);
    const Minutes duration = c.duration.value_or(before);
    if (duration != before && !offers(*type->terms, duration)) {
        return refuse(Rejection::invalid_duration, "/duration_minutes");
    }
    if (c.start == booking->when.time.start && duration == before) return Events{};

    const auto holder = stream_of(c.booking);
    const MovedClaim moving[] = {moved(holder, booking->meeting_type, booking->when, scope, now)};
    const StartAsked asked{c.start,        duration,  moving,        c.overrides,
                           booking->party, c.session, moving[0].when};
    auto event = move_booking(*booking, *type, asked, scope, now);
    if (!event) return event.error();
    return Events{*std::move(event)};
}

}  // namespace kalends
