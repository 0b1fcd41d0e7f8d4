#include "commands/remove_holiday_calendar.hpp"

namespace kalends {

void needs(const RemoveHolidayCalendar& c, Scope& scope) {
    scope.want(c.organisation);
}

Decision decide(const RemoveHolidayCalendar& c, const Scope& scope, Instant) {
    const auto* organisation = scope.find(c.organisation);
    if (organisation == nullptr) return refuse(Rejection::not_found);
    const auto present = organisation->holidays.find(c.calendar);
    if (present == organisation->holidays.end()) return refuse(Rejection::not_found);
    if (!scope.actor().may(Permission::organisation_write)) return refuse(Rejection::forbidden);
    if (scope.is_stale(present->second.revision)) return refuse(Rejection::stale_revision);

    return Events{HolidayCalendarRemoved{c.organisation, c.calendar}};
}

}  // namespace kalends
