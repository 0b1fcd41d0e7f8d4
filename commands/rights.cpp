#include "commands/rights.hpp"

#include <algorithm>

namespace kalends {

bool acts_for(const Actor& actor, HostId host) {
    return actor.role != Role::host || actor.host == host;
}

bool acts_for(const Actor& actor, const Booking& booking) {
    if (actor.role == Role::guest) {
        const auto& guests = booking.guests;
        return std::find(guests.begin(), guests.end(), SubjectId{actor.id}) != guests.end();
    }
    if (actor.role != Role::host) return true;
    const auto& claims = booking.when.hosts;
    return std::any_of(claims.begin(), claims.end(),
                       [&](const HostClaim& claim) { return claim.host == actor.host; });
}

}  // namespace kalends
