#include "commands/approve.hpp"

#include "commands/booking_guards.hpp"
#include "domain/availability/away.hpp"
#include "domain/planted_bugs.hpp"

namespace kalends {
namespace {

// Its time is its own, but a host may have gone away since (rules P1, W6).
Reasons away_since(const Booking& booking, const Scope& scope) {
    Reasons reasons;
    if (planted(PlantedBug::absence_not_asked_on_approval)) return reasons;
    for (const auto& claim : booking.when.hosts) {
        const Host* host = scope.find(claim.host);
        ensure(host != nullptr, "a booking names hosts that exist");
        reasons = reasons | Away{*host}.reasons(claim.window);
    }
    return reasons;
}

}  // namespace

void needs(const Approve& c, Scope& scope) {
    want_booking(c.booking, scope);
}

Decision decide(const Approve& c, const Scope& scope, Instant now) {
    const Booking* booking = scope.find(c.booking);
    if (booking == nullptr) return refuse(Rejection::not_found);
    if (const auto refusal = check_booking(*booking, Asks::to_approve, scope, now)) return *refusal;
    const Reasons away = away_since(*booking, scope);
    if (!away.empty()) return refuse(away.first());

    return Events{BookingApproved{c.booking, still_claimed(booking->when)}};
}

}  // namespace kalends
