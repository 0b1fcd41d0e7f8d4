#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "domain/result.hpp"
#include "domain/time.hpp"

namespace kalends {

enum class Frequency : std::uint8_t { daily, weekly, monthly, yearly };

// Every such weekday, or the n-th of its month or year, counted from the end if it is negative.
struct RuleDay {
    int nth = 0;
    std::chrono::weekday day;

    bool operator==(const RuleDay&) const = default;
};

// The last date, or the last instant, at which an occurrence may start.
using RuleEnd = std::variant<Date, Instant>;

// A recurrence rule of RFC 5545 (RRULE), as far as a series of bookings needs it (RULES.md, C4). It
// ends by itself: by a count or at a time.
struct Recurrence {
    Frequency frequency{};
    int interval = 1;
    std::optional<int> count;
    std::optional<RuleEnd> until;
    std::vector<RuleDay> days;
    std::vector<int> month_days;
    std::vector<int> months;
    std::vector<int> places;  // BYSETPOS: which of those of a period
    std::chrono::weekday week_start = std::chrono::Monday;

    bool operator==(const Recurrence&) const = default;
};

inline constexpr int occurrences_max = 104;
inline constexpr int recurrence_interval_max = 1'000;
inline constexpr std::size_t recurrence_chars_max = 500;

// What the text of a rule says, or which part of it is wrong and why: "COUNT: must be 1 to 104".
[[nodiscard]] Result<Recurrence, std::string> parse_recurrence(std::string_view text);

}  // namespace kalends
