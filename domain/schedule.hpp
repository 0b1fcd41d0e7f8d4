#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/time.hpp"

namespace kalends {

// Open time of one civil date: minutes since midnight, half-open; `end` may be 24:00 (rule W2).
struct TimeRange {
    Minutes start;
    Minutes end;

    auto operator<=>(const TimeRange&) const = default;
};
inline constexpr Minutes minutes_per_day{24 * 60};

// A weekday by its name. The order is that of the bits of Weekdays.
enum class DayName : std::uint8_t { mon, tue, wed, thu, fri, sat, sun };
[[nodiscard]] std::string_view name_of(DayName day);
[[nodiscard]] inline std::chrono::weekday weekday_of(DayName day) {
    return std::chrono::Monday + std::chrono::days{static_cast<int>(day)};
}

// A set of weekdays, by bit: 0 is Monday, 6 is Sunday.
struct Weekdays {
    std::uint8_t bits = 0;

    [[nodiscard]] bool has(std::chrono::weekday day) const {
        return ((bits >> (day.iso_encoding() - 1)) & 1U) != 0;
    }
    auto operator<=>(const Weekdays&) const = default;
};

// A first and a last civil date, both included (rule W5); absent means without end on that side.
struct DateSpan {
    std::optional<Date> from;
    std::optional<Date> to;

    [[nodiscard]] bool contains(Date date) const {
        return (!from || *from <= date) && (!to || date <= *to);
    }
    bool operator==(const DateSpan&) const = default;
};

// The same open time on each of some weekdays.
struct WeeklyRule {
    Weekdays days;
    TimeRange range;
    DateSpan effective;

    bool operator==(const WeeklyRule&) const = default;
};

// Replaces all weekly ranges of one civil date; no ranges closes the day (rule W4).
struct DateOverride {
    Date date;
    std::vector<TimeRange> ranges;

    bool operator==(const DateOverride&) const = default;
};

// Weekly hours in one IANA zone. Every range is non-empty and within its day: checked when written.
struct Schedule {
    std::string zone;
    std::vector<WeeklyRule> weekly;
    std::vector<DateOverride> overrides;
    DateSpan effective;

    bool operator==(const Schedule&) const = default;
};

// The name of the schedule that a host's meeting types use unless they say otherwise.
inline constexpr std::string_view default_schedule = "default";

}  // namespace kalends
