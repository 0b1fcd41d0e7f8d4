#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "domain/time.hpp"

namespace kalends {

// How far ahead of a start something was done, in one of these steps: from its minutes on, and
// before those of the next. Kept as a count for each, they bound the median.
struct AheadStep {
    std::string_view name;
    std::int64_t from_minutes;
};
inline constexpr std::array<AheadStep, 9> ahead_steps{{{"ahead_0m", 0},
                                                       {"ahead_1h", 60},
                                                       {"ahead_4h", 240},
                                                       {"ahead_1d", 1'440},
                                                       {"ahead_2d", 2'880},
                                                       {"ahead_7d", 10'080},
                                                       {"ahead_14d", 20'160},
                                                       {"ahead_30d", 43'200},
                                                       {"ahead_60d", 86'400}}};

// Whole minutes from then to the start; 0 for what was done after it.
[[nodiscard]] inline std::int64_t minutes_ahead(Instant done, Instant start) {
    if (start <= done) return 0;
    return std::chrono::duration_cast<Minutes>(start - done).count();
}

[[nodiscard]] inline std::size_t ahead_step_of(std::int64_t minutes) {
    std::size_t step = ahead_steps.size() - 1;
    while (ahead_steps[step].from_minutes > minutes) --step;
    return step;
}

}  // namespace kalends
