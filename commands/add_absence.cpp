#include "commands/add_absence.hpp"

#include <algorithm>

#include "commands/covered_bookings.hpp"
#include "commands/rights.hpp"
#include "domain/bounds.hpp"

namespace kalends {
namespace {

// From the midnight with which the first date begins to that with which the last one ends.
Interval instants_of(const AbsentDates& dates, const ZoneClock& zone) {
    return {zone.instant_of(dates.from), zone.instant_of(dates.to + std::chrono::days{1})};
}

AbsenceAdded added(const AddAbsence& c, const Host& host, const Scope& scope) {
    AbsenceAdded event{.host = c.host, .absence = c.absence, .time = {}, .dates = {}};
    if (const auto* dates = std::get_if<AbsentDates>(&c.time)) {
        const std::string& zone = host.terms->zone;
        event.time = instants_of(*dates, scope.hours().zone(zone));
        event.dates = {dates->from, dates->to, zone, scope.zones().version()};
    } else {
        event.time = std::get<Interval>(c.time);
    }
    return event;
}

// Those that its event will not forget.
std::size_t remembered(const Host& host, Instant now) {
    if (!host.absences) return 0;
    const auto is_kept = [now](const Absence& absence) { return !is_forgotten(absence, now); };
    return static_cast<std::size_t>(std::ranges::count_if(host.absences->all(), is_kept));
}

}  // namespace

void needs(const AddAbsence& c, Scope& scope) {
    scope.want(scope.organisation_id());
    if (const Host* host = scope.want(c.host)) scope.want(host->subject);
}

Decision decide(const AddAbsence& c, const Scope& scope, Instant now) {
    const Host* host = scope.find(c.host);
    if (host == nullptr) return refuse(Rejection::not_found);
    if (!may_write(scope.actor(), *host)) return refuse(Rejection::forbidden);
    if (scope.is_stale(std::nullopt)) return refuse(Rejection::stale_revision);
    if (host->absences && host->absences->find(c.absence) != nullptr) {
        return refuse(Rejection::already_exists);
    }
    if (host->is_retired) return refuse(Rejection::not_active);
    if (remembered(*host, now) >= absences_of_host_max) return refuse(Rejection::too_many);

    auto event = added(c, *host, scope);
    event.covers = covered_bookings(*host, TakenTime{{event.time}}, now);
    return Events{std::move(event)};
}

}  // namespace kalends
