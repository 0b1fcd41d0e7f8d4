#include "commands/hold_guards.hpp"

#include "commands/decision.hpp"
#include "commands/rights.hpp"
#include "commands/seating.hpp"

namespace kalends {

const Hold* want_hold(HoldId id, Scope& scope) {
    scope.want(scope.organisation_id());
    const Hold* hold = scope.want(id);
    if (hold == nullptr) return nullptr;
    for (const auto& claim : hold->when.hosts) scope.want(claim.host);
    want_session(hold->when, scope);
    if (const auto type = hold->when.counted_by; !type.is_nil()) scope.want(type);
    return hold;
}

std::optional<Refusal> check_hold(const Hold& hold, const Scope& scope) {
    if (!may_write(scope.actor(), hold)) return refuse(Rejection::forbidden);
    if (scope.is_stale(hold.revision)) return refuse(Rejection::stale_revision);
    return std::nullopt;
}

}  // namespace kalends
