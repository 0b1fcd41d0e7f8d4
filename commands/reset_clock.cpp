#include "commands/reset_clock.hpp"

namespace kalends {

void needs(const ResetClock&, Scope&) {}

Decision decide(const ResetClock& c, const Scope& scope, Instant now) {
    if (scope.actor().kind != ActorKind::operator_) return refuse(Rejection::forbidden);
    if (now >= c.held_at) return Events{};

    return Events{ClockReset{c.held_at, now}};
}

}  // namespace kalends
