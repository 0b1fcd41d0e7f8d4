#include "domain/holiday.hpp"

#include <algorithm>

#include "domain/organisation.hpp"

namespace kalends {

bool HolidayTerms::closes(Date date) const {
    return std::ranges::binary_search(dates, date, {}, &ClosedDate::date);
}

Closures closures_of(const std::vector<HolidayCalendarId>& followed,
                     const HolidayCalendars& calendars) {
    Closures closures;
    for (const auto id : followed) {
        const auto found = calendars.find(id);
        if (found != calendars.end()) closures.push_back(found->second.terms);
    }
    return closures;
}

Organisation evolve(Organisation organisation, const HolidayCalendarSet& e, const Recorded&) {
    HolidayCalendar& calendar = organisation.holidays[e.calendar];
    calendar.terms = std::make_shared<const HolidayTerms>(e.terms);
    ++calendar.revision;
    return organisation;
}

Organisation evolve(Organisation organisation, const HolidayCalendarRemoved& e, const Recorded&) {
    organisation.holidays.erase(e.calendar);
    return organisation;
}

}  // namespace kalends
