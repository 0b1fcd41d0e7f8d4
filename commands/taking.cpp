#include "commands/taking.hpp"

#include "commands/rights.hpp"

namespace kalends {

Interval time_asked(const MeetingType& type, Instant start, std::optional<Minutes> duration) {
    return {start, start + duration.value_or(type.terms->duration)};
}

bool may_take(const MeetingType& type, Reasons overrides, const Actor& actor) {
    if (!may_override(actor, overrides)) return false;
    if (is_stranger(actor)) return type.terms->is_public;
    return actor.may(Permission::bookings_write) &&
           (actor.role != Role::host || type.terms->hosts.names(actor.host));
}

std::optional<Refusal> check_offered(const MeetingType& type, const SlotAsked& asked,
                                     const Scope& scope) {
    if (const auto refusal = check_active(type, scope)) return *refusal;
    if (!offers(*type.terms, asked.duration.value_or(type.terms->duration))) {
        return refuse(Rejection::invalid_duration, "/duration_minutes");
    }
    return std::nullopt;
}

Result<Claiming, Refusal> take_slot(const MeetingType& type, const SlotAsked& asked,
                                    const Scope& scope, Instant now) {
    const Minutes duration = asked.duration.value_or(type.terms->duration);
    return claim_start(type,
                       {asked.start, duration, asked.moving, asked.overrides, asked.party,
                        asked.session, asked.kept, asked.known},
                       scope, now);
}

}  // namespace kalends
