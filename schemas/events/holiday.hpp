#pragma once

#include "domain/holiday.hpp"
#include "schemas/shape/field.hpp"

namespace kalends {

template <>
inline constexpr auto shape<ClosedDate> =
    fields(Field{"date", &ClosedDate::date}, Field{"name", &ClosedDate::name});

template <>
inline constexpr auto shape<HolidayTerms> =
    fields(Field{"name", &HolidayTerms::name}, Field{"dates", &HolidayTerms::dates});

template <>
inline constexpr auto shape<HolidayCalendarSet> = named(
    "holiday_calendar.set.v1", Field{"organisation", &HolidayCalendarSet::organisation},
    Field{"calendar", &HolidayCalendarSet::calendar}, Field{"terms", &HolidayCalendarSet::terms});

template <>
inline constexpr auto shape<HolidayCalendarRemoved> = named(
    "holiday_calendar.removed.v1", Field{"organisation", &HolidayCalendarRemoved::organisation},
    Field{"calendar", &HolidayCalendarRemoved::calendar});

}  // namespace kalends
