#include "commands/extend_hold.hpp"

#include <algorithm>

#include "commands/hold_guards.hpp"

namespace kalends {

void needs(const ExtendHold& c, Scope& scope) {
    want_hold(c.hold, scope);
}

Decision decide(const ExtendHold& c, const Scope& scope, Instant now) {
    const Hold* hold = scope.find(c.hold);
    if (hold == nullptr) return refuse(Rejection::not_found);
    if (const auto refusal = check_hold(*hold, scope)) return *refusal;
    if (!hold->is_live(now)) return refuse(Rejection::hold_expired);
    const auto expires_at = std::min(now + c.lasting, hold->created_at + hold_minutes_max);
    if (expires_at <= hold->expires_at) return Events{};

    return Events{HoldExtended{c.hold, still_claimed(hold->when), expires_at}};
}

}  // namespace kalends
