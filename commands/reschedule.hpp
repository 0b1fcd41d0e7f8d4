#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "commands/decision.hpp"
#include "commands/personal.hpp"
#include "commands/scope.hpp"
#include "domain/availability/reasons.hpp"

namespace kalends {

// A booking moves to another start, as one step: either it has the new time, or still the old one.
struct Reschedule {
    static constexpr std::string_view name = "reschedule";

    BookingId booking;
    Instant start;
    std::optional<Minutes> duration;  // absent: the booking keeps its own
    Reasons overrides;
    SessionId session;  // made by the edge for when it opens one
    Personal personal;
};

[[nodiscard]] inline StreamId target(const Reschedule& c) {
    return stream_of(c.booking);
}
// Guests move a booking as the type allows them, and no later than its notice before the present
// start (N1).
[[nodiscard]] bool guests_may_reschedule(const MeetingTypeTerms& terms, const Booking& booking,
                                         Instant now);
void needs(const Reschedule&, Scope&);
[[nodiscard]] Decision decide(const Reschedule&, const Scope&, Instant now);

}  // namespace kalends
