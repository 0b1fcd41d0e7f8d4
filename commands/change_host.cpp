#include "commands/change_host.hpp"

#include "commands/followed_holidays.hpp"
#include "commands/rights.hpp"

namespace kalends {

void needs(const ChangeHost& c, Scope& scope) {
    scope.want(scope.organisation_id());
    if (const Host* host = scope.want(c.host)) scope.want(host->subject);
}

Decision decide(const ChangeHost& c, const Scope& scope, Instant) {
    const Host* host = scope.find(c.host);
    if (host == nullptr) return refuse(Rejection::not_found);
    if (c.holidays) {
        const auto& till_now = host->terms->holidays;
        if (const auto no = check_holidays_exist(*c.holidays, till_now, scope)) return *no;
    }
    if (!may_write(scope.actor(), *host)) return refuse(Rejection::forbidden);
    if (scope.is_stale(host->revision)) return refuse(Rejection::stale_revision);
    if (host->is_retired) return refuse(Rejection::not_active);

    auto terms = *host->terms;
    if (c.sort) terms.sort = *c.sort;
    if (c.zone) terms.zone = *c.zone;
    if (c.holidays) terms.holidays = *c.holidays;
    if (c.attributes) terms.attributes = *c.attributes;
    if (terms == *host->terms && !c.personal.host_details) return Events{};
    return Events{HostChanged{c.host, terms, {}}};
}

}  // namespace kalends
