#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "domain/time.hpp"

namespace kalends {

// A time of day in whole minutes since midnight; 24:00 is one too (rule W2).
struct ClockMinute {
    Minutes since_midnight{0};

    bool operator==(const ClockMinute&) const = default;
};

// "09:00".
void append_text(std::string& out, ClockMinute minute);
[[nodiscard]] std::optional<ClockMinute> parse_clock_minute(std::string_view text);

}  // namespace kalends
