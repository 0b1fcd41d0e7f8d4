#pragma once

#include <string>

#include "domain/holiday.hpp"

namespace kalends {

void append_holiday_calendar(std::string& out, HolidayCalendarId id,
                             const HolidayCalendar& calendar);

}  // namespace kalends
