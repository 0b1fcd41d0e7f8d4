#pragma once

#include <algorithm>
#include <chrono>
#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace kalends {

// A point in time in UTC. `now` is in milliseconds; claims start and end on whole minutes.
using Instant = std::chrono::sys_time<std::chrono::milliseconds>;
using Milliseconds = std::chrono::milliseconds;
using Seconds = std::chrono::seconds;
using Minutes = std::chrono::minutes;

// A civil date, without zone, and a civil minute of a date (the day and the minutes since
// midnight).
using Date = std::chrono::local_days;
using CivilMinute = std::chrono::local_time<std::chrono::minutes>;

// Half-open: holds `start`, not `end`. Touching intervals do not overlap.
struct Interval {
    Instant start;
    Instant end;

    [[nodiscard]] bool is_empty() const { return end <= start; }
    [[nodiscard]] bool contains(Instant at) const { return start <= at && at < end; }
    [[nodiscard]] bool overlaps(const Interval& other) const {
        return start < other.end && other.start < end;
    }

    auto operator<=>(const Interval&) const = default;
};

// No protected window may leave these years, so that civil dates and stored texts stay readable in
// every zone.
inline constexpr Interval bookable_years{
    std::chrono::sys_days{std::chrono::January / 2 / 1970},
    std::chrono::sys_days{std::chrono::December / 31 / 2999},
};

// What of a time lies within them.
[[nodiscard]] constexpr Interval within_bookable_years(const Interval& time) {
    return {std::clamp(time.start, bookable_years.start, bookable_years.end),
            std::clamp(time.end, bookable_years.start, bookable_years.end)};
}

// Whole ones.
[[nodiscard]] constexpr Minutes minutes_of(const Interval& time) {
    return std::chrono::duration_cast<Minutes>(time.end - time.start);
}

// RFC 3339 in UTC: "2026-12-01T09:00:00Z", with milliseconds only where there are any.
void append_text(std::string& out, Instant at);
[[nodiscard]] std::string to_text(Instant at);
// RFC 3339 with an offset ("Z" or "+01:00"); nothing for any other text, nor outside 1970 to 2999.
// Fractions of a second finer than milliseconds are refused, as is a leap second.
[[nodiscard]] std::optional<Instant> parse_instant(std::string_view text);

// "2026-12-01".
void append_text(std::string& out, Date date);
[[nodiscard]] std::string to_text(Date date);
[[nodiscard]] std::optional<Date> parse_date(std::string_view text);

// "2026-12-01T09:00": a civil time, without zone.
void append_text(std::string& out, CivilMinute minute);
[[nodiscard]] std::string to_text(CivilMinute minute);
[[nodiscard]] std::optional<CivilMinute> parse_civil_minute(std::string_view text);

}  // namespace kalends
