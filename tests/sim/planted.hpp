#pragma once

#include <string_view>

namespace kalends::sim {

// Lets a bug stand in this process. Gives the invariant that must find it, by its number in the
// list of invariants, or `aborts` where an `ensure` of the engine must. Ends the process if there
// is no such bug.
[[nodiscard]] std::string_view plant_by_name(std::string_view name);
inline constexpr std::string_view aborts = "abort";

}  // namespace kalends::sim
