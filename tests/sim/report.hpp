#pragma once

#include <string>
#include <vector>

#include "tests/sim/rare_states.hpp"

namespace kalends::sim {

// So many seeds reach every rare state some twenty times: fewer may well miss one.
inline constexpr std::uint64_t seeds_that_reach_all = 1'000;

// Prints what runs amounted to, in so many seconds.
void print(const Tally& tally, double seconds);
// How often each rare state was met.
void print_states(const Tally& tally);

// The rare states that the runs did not meet, and the shares that they did not keep to: tests of
// less than they should test. Nothing for runs too few to be judged.
[[nodiscard]] std::vector<std::string> missed(const Tally& tally);

}  // namespace kalends::sim
