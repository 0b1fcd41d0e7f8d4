#pragma once

#include <tuple>

#include "domain/claim.hpp"
#include "domain/meeting_type.hpp"
#include "domain/schedule.hpp"
#include "domain/subject.hpp"
#include "schemas/shape/json_schema.hpp"
#include "schemas/values/schedule.hpp"

namespace kalends {

// What more than one schema describes, under the name that EVENTS.md gives it.
template <>
inline constexpr std::string_view definition_name<Instant> = "instant";
template <>
inline constexpr std::string_view definition_name<Date> = "date";
template <>
inline constexpr std::string_view definition_name<CivilMinute> = "civil_time";
template <>
inline constexpr std::string_view definition_name<ClockMinute> = "time_of_day";
template <>
inline constexpr std::string_view definition_name<Position> = "position";
template <>
inline constexpr std::string_view definition_name<Sealed> = "sealed";
template <>
inline constexpr std::string_view definition_name<Interval> = "interval";
template <>
inline constexpr std::string_view definition_name<ClaimedTime> = "claimed_time";
template <>
inline constexpr std::string_view definition_name<BookedTime> = "booked_time";
template <>
inline constexpr std::string_view definition_name<SubjectMade> = "subject";
template <>
inline constexpr std::string_view definition_name<BookingGuest> = "guest";
template <>
inline constexpr std::string_view definition_name<ClockRange> = "time_range";
template <>
inline constexpr std::string_view definition_name<DateSpan> = "date_span";
template <>
inline constexpr std::string_view definition_name<Schedule> = "schedule";
template <>
inline constexpr std::string_view definition_name<HoldTaken> = "hold_taken";

using SharedDefinitions =
    std::tuple<Instant, Date, CivilMinute, ClockMinute, Position, Sealed, Interval, ClaimedTime,
               BookedTime, SubjectMade, BookingGuest, ClockRange, DateSpan, Schedule, HoldTaken>;

}  // namespace kalends
