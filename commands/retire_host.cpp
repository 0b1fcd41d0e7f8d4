#include "commands/retire_host.hpp"

#include "commands/covered_bookings.hpp"

namespace kalends {

void needs(const RetireHost& c, Scope& scope) {
    scope.want(scope.organisation_id());
    scope.want(c.host);
}

Decision decide(const RetireHost& c, const Scope& scope, Instant now) {
    const Host* host = scope.find(c.host);
    if (host == nullptr) return refuse(Rejection::not_found);
    if (!scope.actor().may(Permission::hosts_write) || scope.actor().role == Role::host) {
        return refuse(Rejection::forbidden);
    }
    if (scope.is_stale(host->revision)) return refuse(Rejection::stale_revision);
    if (host->is_retired) return Events{};

    return Events{HostRetired{c.host, standing_bookings(*host, now)}};
}

}  // namespace kalends
