#include "commands/release_hold.hpp"

#include "commands/hold_guards.hpp"
#include "commands/seating.hpp"

namespace kalends {

void needs(const ReleaseHold& c, Scope& scope) {
    want_hold(c.hold, scope);
}

Decision decide(const ReleaseHold& c, const Scope& scope, Instant now) {
    const Hold* hold = scope.find(c.hold);
    if (hold == nullptr) return refuse(Rejection::not_found);
    if (const auto refusal = check_hold(*hold, scope)) return *refusal;
    if (hold->status == HoldStatus::released) return Events{};
    if (!hold->is_live(now)) return refuse(Rejection::hold_expired);

    return Events{HoldReleased{c.hold, released(stream_of(c.hold), hold->when, scope)}};
}

}  // namespace kalends
