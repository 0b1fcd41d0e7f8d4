#pragma once

#include <chrono>
#include <cstddef>

#include "api/calls.hpp"

namespace kalends::api {

// What one request for slots may ask for.
struct SlotsBounds {
    static constexpr std::size_t starts_max = 10'000;   // open or not
    static constexpr std::size_t judged_max = 100'000;  // starts, counted once for each host
    static constexpr std::chrono::days next_available_max{366};  // how far it is looked for
    static constexpr std::chrono::days explained_window_max{31};
    static constexpr std::size_t explained_starts_max = 2'000;
};

// The bookable starts of a meeting type; where there are none, the next there is.
[[nodiscard]] Answer list_slots(const ReadCall& call);

// The soonest bookable starts of several meeting types.
[[nodiscard]] Answer search_slots(const ReadCall& call);

// Which rules closed each start, and which claims.
[[nodiscard]] Answer explain_starts(const ReadCall& call);

}  // namespace kalends::api
