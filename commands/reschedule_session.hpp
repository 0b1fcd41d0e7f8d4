#pragma once

#include <string_view>

#include "commands/decision.hpp"
#include "commands/personal.hpp"
#include "commands/scope.hpp"
#include "domain/availability/reasons.hpp"

namespace kalends {

// All bookings of a session move to another start, all of them or none, and it stays the session
// that it is (rule T3). Its holds are released: what they promised is no longer there.
struct RescheduleSession {
    static constexpr std::string_view name = "reschedule-session";

    SessionId session;
    Instant start;
    Reasons overrides;
    Personal personal;
};

[[nodiscard]] inline StreamId target(const RescheduleSession& c) {
    return stream_of(c.session);
}
void needs(const RescheduleSession&, Scope&);
[[nodiscard]] Decision decide(const RescheduleSession&, const Scope&, Instant now);

}  // namespace kalends
