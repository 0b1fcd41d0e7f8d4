#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "tests/domain/availability/situations.hpp"

namespace kalends {

// Where the calculus and the oracle first disagree about some situations of one scene: a sentence
// for people; nothing if they agree.
[[nodiscard]] std::optional<std::string> disagreement(const Scene& scene, int situations,
                                                      Random& random);

// The same for the scene that a seed makes up.
[[nodiscard]] std::optional<std::string> disagreement(std::uint64_t seed, int situations);

// The same of one situation, for what random ones seldom show.
[[nodiscard]] std::optional<std::string> disagreement(const Situation& situation);

}  // namespace kalends
