#include "commands/remove_absence.hpp"

#include "commands/rights.hpp"

namespace kalends {

void needs(const RemoveAbsence& c, Scope& scope) {
    scope.want(scope.organisation_id());
    scope.want(c.host);
}

Decision decide(const RemoveAbsence& c, const Scope& scope, Instant) {
    const Host* host = scope.find(c.host);
    if (host == nullptr) return refuse(Rejection::not_found);
    const bool is_there = host->absences && host->absences->find(c.absence) != nullptr;
    if (!is_there) return refuse(Rejection::not_found);
    if (!may_write(scope.actor(), *host)) return refuse(Rejection::forbidden);
    if (scope.is_stale(absence_revision)) return refuse(Rejection::stale_revision);

    return Events{AbsenceRemoved{c.host, c.absence}};
}

}  // namespace kalends
