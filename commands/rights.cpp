#include "commands/rights.hpp"

#include <algorithm>

namespace kalends {
namespace {

bool acts_for(const Actor& actor, StreamId stream, const BookedTime& when) {
    if (actor.role == Role::guest) return actor.bound_to == stream;
    if (actor.role != Role::host) return true;
    return std::any_of(when.hosts.begin(), when.hosts.end(),
                       [&](const HostClaim& claim) { return claim.host == actor.host; });
}

}  // namespace

bool is_stranger(const Actor& actor) {
    return actor.kind == ActorKind::anonymous || actor.role == Role::guest;
}

static_assert(Role::owner < Role::admin && Role::admin < Role::host && Role::host < Role::viewer,
              "roles stand in the order of their rank");

bool is_above(Role role, const Actor& actor) {
    return actor.kind != ActorKind::operator_ && role < actor.role;
}

bool acts_for(const Actor& actor, HostId host) {
    return actor.role != Role::host || actor.host == host;
}

bool acts_for(const Actor& actor, const Booking& booking) {
    return acts_for(actor, stream_of(booking.id), booking.when);
}

bool acts_for(const Actor& actor, const Hold& hold) {
    return acts_for(actor, stream_of(hold.id), hold.when);
}

bool acts_for(const Actor& actor, const Session& session) {
    return acts_for(actor, stream_of(session.id), session.when);
}

Refusal refuse_forbidden(const Actor& actor, Reasons overrides) {
    return refuse(Rejection::forbidden, may_override(actor, overrides) ? "" : "/overrides");
}

bool may_see_choices(const Actor& actor) {
    return actor.role != Role::host && !is_stranger(actor);
}

}  // namespace kalends
