#include "commands/amend.hpp"

#include <algorithm>

#include "commands/answers.hpp"
#include "commands/booking_guards.hpp"
#include "commands/guests.hpp"
#include "commands/rights.hpp"

namespace kalends {
namespace {

bool changes_nothing(const Amend& c) {
    return !c.guests && !c.personal.answers && !c.personal.location && !c.personal.metadata;
}

// A stranger speaks for nobody whom the organisation knows but the booking's own guests, and is not
// told whom it knows.
bool names_others(const std::vector<GuestAsked>& asked, const Booking& booking) {
    return std::ranges::any_of(asked, [&booking](const GuestAsked& guest) {
        return guest.is_known && std::ranges::count(booking.guests, guest.subject) == 0;
    });
}

}  // namespace

void needs(const Amend& c, Scope& scope) {
    const Booking* booking = want_booking(c.booking, scope);
    if (booking != nullptr) scope.want(booking->meeting_type);
    if (c.guests) want_guests(*c.guests, scope);
}

Decision decide(const Amend& c, const Scope& scope, Instant now) {
    const Booking* booking = scope.find(c.booking);
    if (booking == nullptr) return refuse(Rejection::not_found);
    if (c.guests && is_stranger(scope.actor()) && names_others(*c.guests, *booking)) {
        return refuse(Rejection::forbidden, "/guests");
    }
    if (c.guests) {
        if (const auto refusal = check_guests_exist(*c.guests, scope)) return *refusal;
    }
    if (!scope.actor().may(GuestAction::amend)) return refuse(Rejection::forbidden);
    if (const auto refusal = check_booking(*booking, Asks::to_write, scope, now)) return *refusal;
    if (changes_nothing(c)) return Events{};
    const MeetingType& type = *scope.find(booking->meeting_type);
    if (c.personal.answers) {
        if (const auto refusal = check_answers(type.terms->questions, c.answers)) return *refusal;
    }
    if (const auto refusal = check_revisions(*booking)) return *refusal;
    if (c.guests) {
        if (const auto refusal = check_guests_kept(*c.guests, scope)) return *refusal;
    }

    BookingAmended amended;
    amended.booking = c.booking;
    if (c.personal.answers) amended.type_revision = type.revision;
    if (c.guests) {
        amended.guests = guests_of(*c.guests);
        amended.subjects = new_subjects(*c.guests);
    }
    return Events{std::move(amended)};
}

}  // namespace kalends
