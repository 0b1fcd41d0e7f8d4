#include "commands/set_schedule.hpp"

#include "commands/rights.hpp"
#include "domain/bounds.hpp"

namespace kalends {

void needs(const SetSchedule& c, Scope& scope) {
    scope.want(scope.organisation_id());
    scope.want(c.host);
}

Decision decide(const SetSchedule& c, const Scope& scope, Instant) {
    const Host* host = scope.find(c.host);
    if (host == nullptr) return refuse(Rejection::not_found);
    if (!may_write(scope.actor(), *host)) return refuse(Rejection::forbidden);
    if (scope.is_stale(host->schedule_revision(c.schedule_name)))
        return refuse(Rejection::stale_revision);
    if (host->is_retired) return refuse(Rejection::not_active);
    const Schedule* present = host->schedule(c.schedule_name);
    if (present == nullptr && host->schedules->size() >= schedules_of_host_max) {
        return refuse(Rejection::too_many);
    }
    if (present != nullptr && *present == c.schedule) return Events{};

    return Events{ScheduleSet{c.host, c.schedule_name, c.schedule}};
}

}  // namespace kalends
