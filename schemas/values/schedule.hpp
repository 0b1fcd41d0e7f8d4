#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "domain/check.hpp"
#include "domain/schedule.hpp"
#include "schemas/shape/enum_names.hpp"
#include "schemas/shape/field.hpp"
#include "schemas/shape/via.hpp"
#include "schemas/values/clock_minute.hpp"

namespace kalends {

template <>
struct Via<Weekdays> {
    using Form = std::vector<DayName>;
    static Form to(Weekdays days);
    static std::optional<Weekdays> from(const Form& days);
};

template <>
inline constexpr auto shape<ClockMinute> =
    fields(Field{"since_midnight_minutes", &ClockMinute::since_midnight});

struct ClockRange {
    ClockMinute start;
    ClockMinute end;
};
template <>
inline constexpr auto shape<ClockRange> =
    fields(Field{"start", &ClockRange::start}, Field{"end", &ClockRange::end});

template <>
struct Via<TimeRange> {
    using Form = ClockRange;
    static Form to(TimeRange range) { return {{range.start}, {range.end}}; }
    static std::optional<TimeRange> from(const Form& range) {
        return TimeRange{range.start.since_midnight, range.end.since_midnight};
    }
};

template <>
inline constexpr auto shape<DateSpan> =
    fields(Maybe{"from", &DateSpan::from}, Maybe{"to", &DateSpan::to});

template <>
inline constexpr auto shape<WeeklyRule> =
    fields(Field{"days", &WeeklyRule::days}, Field{"range", &WeeklyRule::range},
           Maybe{"effective", &WeeklyRule::effective});

template <>
inline constexpr auto shape<DateOverride> =
    fields(Field{"date", &DateOverride::date}, Field{"ranges", &DateOverride::ranges});

template <>
inline constexpr auto shape<Schedule> =
    fields(Field{"zone", &Schedule::zone}, Field{"weekly", &Schedule::weekly},
           Maybe{"overrides", &Schedule::overrides}, Maybe{"effective", &Schedule::effective});

}  // namespace kalends
