#include "schemas/resources/holiday.hpp"

#include "schemas/events/holiday.hpp"
#include "schemas/resources/object.hpp"

namespace kalends {

void append_holiday_calendar(std::string& out, HolidayCalendarId id,
                             const HolidayCalendar& calendar) {
    ResourceObject object{out};
    object.member("id", id);
    object.member("name", calendar.terms->name);
    object.member("dates", calendar.terms->dates);
    object.member("revision", calendar.revision);
}

}  // namespace kalends
