#pragma once

#include "commands/decision.hpp"
#include "domain/actor.hpp"
#include "domain/availability/reasons.hpp"
#include "domain/booking.hpp"
#include "domain/hold.hpp"
#include "domain/host.hpp"

namespace kalends {

// Whether the caller has no key: nobody knows who it is, or a guest.
[[nodiscard]] bool is_stranger(const Actor& actor);

// Rule C7: whether a key of the role is above the caller, so that it is neither the caller's to
// give nor to take. Nobody is above the operator.
[[nodiscard]] bool is_above(Role role, const Actor& actor);

// Rule C1: a caller of role `host` acts on its own host and on the bookings there, whatever its
// scopes; a guest's token, or a hold's, acts on what it was given for; the others act on all of the
// organisation's.
[[nodiscard]] bool acts_for(const Actor& actor, HostId host);
[[nodiscard]] bool acts_for(const Actor& actor, const Booking& booking);
[[nodiscard]] bool acts_for(const Actor& actor, const Hold& hold);
[[nodiscard]] bool acts_for(const Actor& actor, const Session& session);

[[nodiscard]] inline bool may_write(const Actor& actor, const Host& host) {
    return actor.may(Permission::hosts_write) && acts_for(actor, host.id);
}
[[nodiscard]] inline bool may_write(const Actor& actor, const Booking& booking) {
    return actor.may(Permission::bookings_write) && acts_for(actor, booking);
}
[[nodiscard]] inline bool may_write(const Actor& actor, const Hold& hold) {
    return actor.may(Permission::bookings_write) && acts_for(actor, hold);
}
[[nodiscard]] inline bool may_write(const Actor& actor, const Session& session) {
    return actor.may(Permission::bookings_write) && acts_for(actor, session);
}
[[nodiscard]] inline bool may_decide(const Actor& actor, const Booking& booking) {
    return actor.may(Permission::bookings_decide) && acts_for(actor, booking);
}

// How a host was chosen tells how the others stand (rule H2), which neither guests nor a host's own
// key are to see.
[[nodiscard]] bool may_see_choices(const Actor& actor);

// An override is a permission of its own.
[[nodiscard]] inline bool may_override(const Actor& actor, Reasons overrides) {
    return overrides.empty() || actor.may(Permission::bookings_override);
}
// Refuses a caller, and names `/overrides` if those are what it may not have.
[[nodiscard]] Refusal refuse_forbidden(const Actor& actor, Reasons overrides);

}  // namespace kalends
