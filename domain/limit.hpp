#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "domain/id.hpp"
#include "domain/time.hpp"

namespace kalends {

// The span of civil dates over which a limit counts (rule L1).
enum class LimitPeriod : std::uint8_t { day, week, month, year };
[[nodiscard]] std::string_view name_of(LimitPeriod period);

// Whose claims a limit counts: those of its meeting type on one host, of its meeting type over all
// hosts, or of one host over all types.
enum class LimitScope : std::uint8_t { type_on_host, type, host };
[[nodiscard]] std::string_view name_of(LimitScope scope);

// How much may be claimed in one period: so many claims, or so many minutes, buffers left out. At
// least one of the two is there: checked when it is written.
struct Limit {
    LimitScope scope{};
    LimitPeriod period{};
    std::optional<std::int64_t> count;
    std::optional<Minutes> minutes;

    bool operator==(const Limit&) const = default;
};

// How many claims there are, and how long they are together, buffers left out.
struct Usage {
    std::int64_t count = 0;
    Minutes minutes{0};

    Usage& operator+=(Usage other) {
        count += other.count;
        minutes += other.minutes;
        return *this;
    }
    [[nodiscard]] Usage operator-() const { return {-count, -minutes}; }
    bool operator==(const Usage&) const = default;
};

// What one claim of this time adds to what limits count.
[[nodiscard]] inline Usage usage_of(const Interval& time) {
    return {1, minutes_of(time)};
}

// From the first to the last civil date, both included.
struct DateRange {
    Date first;
    Date last;

    [[nodiscard]] bool contains(Date date) const { return first <= date && date <= last; }
    bool operator==(const DateRange&) const = default;
};

// A limit that lets no more be claimed: what was used in that period when it was asked. `host` is
// nil for one over all hosts.
struct LimitUse {
    Limit limit;
    DateRange period;
    Usage used;
    HostId host;

    bool operator==(const LimitUse&) const = default;
};

// The period that a civil date belongs to, where weeks begin on `week_start`.
[[nodiscard]] DateRange period_of(LimitPeriod period, Date date, std::chrono::weekday week_start);

}  // namespace kalends
