#include "commands/amend.hpp"

#include "commands/booking_guards.hpp"
#include "commands/guests.hpp"

namespace kalends {
namespace {

bool changes_nothing(const Amend& c) {
    return !c.guests && !c.personal.answers && !c.personal.location && !c.personal.metadata;
}

}  // namespace

void needs(const Amend& c, Scope& scope) {
    want_booking(c.booking, scope);
    if (c.guests) want_guests(*c.guests, scope);
}

Decision decide(const Amend& c, const Scope& scope, Instant now) {
    const Booking* booking = scope.find(c.booking);
    if (booking == nullptr) return refuse(Rejection::not_found);
    if (c.guests) {
        if (const auto refusal = check_guests_exist(*c.guests, scope)) return *refusal;
    }
    if (const auto refusal = check_booking(*booking, Asks::to_write, scope, now)) return *refusal;
    if (changes_nothing(c)) return Events{};
    if (const auto refusal = check_revisions(*booking)) return *refusal;
    if (c.guests) {
        if (const auto refusal = check_guests_kept(*c.guests, scope)) return *refusal;
    }

    BookingAmended amended;
    amended.booking = c.booking;
    if (c.guests) {
        amended.guests = guests_of(*c.guests);
        amended.subjects = new_subjects(*c.guests);
    }
    return Events{std::move(amended)};
}

}  // namespace kalends
