#include "commands/replace_schedules.hpp"

#include "commands/rights.hpp"
#include "domain/bounds.hpp"

namespace kalends {

void needs(const ReplaceSchedules& c, Scope& scope) {
    scope.want(scope.organisation_id());
    scope.want(c.host);
}

// All of them together have no revision, so whoever expects one is told so.
Decision decide(const ReplaceSchedules& c, const Scope& scope, Instant) {
    const Host* host = scope.find(c.host);
    if (host == nullptr) return refuse(Rejection::not_found);
    if (!may_write(scope.actor(), *host)) return refuse(Rejection::forbidden);
    if (scope.is_stale(std::nullopt)) return refuse(Rejection::stale_revision);
    if (host->is_retired && !c.schedules.empty()) return refuse(Rejection::not_active);
    if (c.schedules.size() > schedules_of_host_max) return refuse(Rejection::too_many);

    Events events;
    for (const auto& [name, kept] : *host->schedules) {
        if (!c.schedules.contains(name)) events.push_back(ScheduleRemoved{c.host, name});
    }
    for (const auto& [name, schedule] : c.schedules) {
        const Schedule* present = host->schedule(name);
        if (present != nullptr && *present == schedule) continue;
        events.push_back(ScheduleSet{c.host, name, schedule});
    }
    return events;
}

}  // namespace kalends
