#include "commands/remove_schedule.hpp"

#include "commands/rights.hpp"

namespace kalends {

void needs(const RemoveSchedule& c, Scope& scope) {
    scope.want(scope.organisation_id());
    scope.want(c.host);
}

Decision decide(const RemoveSchedule& c, const Scope& scope, Instant) {
    const Host* host = scope.find(c.host);
    if (host == nullptr) return refuse(Rejection::not_found);
    if (host->schedule(c.schedule_name) == nullptr) return refuse(Rejection::not_found);
    if (!may_write(scope.actor(), *host)) return refuse(Rejection::forbidden);
    if (scope.is_stale(host->schedule_revision(c.schedule_name)))
        return refuse(Rejection::stale_revision);

    return Events{ScheduleRemoved{c.host, c.schedule_name}};
}

}  // namespace kalends
