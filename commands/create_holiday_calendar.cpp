#include "commands/create_holiday_calendar.hpp"

#include "domain/bounds.hpp"

namespace kalends {

void needs(const CreateHolidayCalendar& c, Scope& scope) {
    scope.want(c.organisation);
}

Decision decide(const CreateHolidayCalendar& c, const Scope& scope, Instant) {
    const auto* organisation = scope.find(c.organisation);
    if (organisation == nullptr) return refuse(Rejection::not_found);
    if (!scope.actor().may(Permission::organisation_write)) return refuse(Rejection::forbidden);
    if (scope.is_stale(std::nullopt)) return refuse(Rejection::stale_revision);
    if (organisation->holidays.contains(c.calendar)) return refuse(Rejection::already_exists);
    if (organisation->holidays.size() >= holiday_calendars_max) {
        return refuse(Rejection::too_many);
    }

    return Events{HolidayCalendarSet{c.organisation, c.calendar, c.terms}};
}

}  // namespace kalends
