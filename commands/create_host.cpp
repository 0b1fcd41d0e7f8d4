#include "commands/create_host.hpp"

#include "commands/followed_holidays.hpp"

namespace kalends {

void needs(const CreateHost& c, Scope& scope) {
    scope.want(scope.organisation_id());
    scope.want(c.host);
    scope.make(c.subject);
}

Decision decide(const CreateHost& c, const Scope& scope, Instant) {
    if (const auto refusal = check_holidays_exist(c.terms.holidays, {}, scope)) return *refusal;
    if (!scope.actor().may(Permission::hosts_write)) return refuse(Rejection::forbidden);
    if (scope.actor().role == Role::host) return refuse(Rejection::forbidden);
    if (scope.is_stale(std::nullopt)) return refuse(Rejection::stale_revision);
    if (scope.find(c.host) != nullptr) return refuse(Rejection::already_exists, "/external_id");

    return Events{HostCreated{c.host, c.terms, {c.subject, KeySlot{}}, {}}};
}

}  // namespace kalends
