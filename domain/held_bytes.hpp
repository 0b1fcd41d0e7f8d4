#pragma once

#include <cstddef>

#include "domain/state.hpp"

namespace kalends {

// What a value holds in memory beyond its own bytes: its texts, its lists, and what it points to.
// A piece that several states share counts in each of them.
[[nodiscard]] std::size_t held_bytes(const Schedule& schedule);
[[nodiscard]] std::size_t held_bytes(const HolidayTerms& terms);
[[nodiscard]] std::size_t held_bytes(const StreamState& state);

// The same, where the state before it held `before_bytes`: what both share is not looked at again.
[[nodiscard]] std::size_t held_bytes(const StreamState& state, const StreamState& before,
                                     std::size_t before_bytes);

}  // namespace kalends
