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

}  // namespace kalends
