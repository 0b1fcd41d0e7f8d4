#pragma once

#include <string>
#include <vector>

#include "tests/domain/availability/oracle.hpp"
#include "tests/domain/availability/random.hpp"

namespace kalends {

// Where and when situations are made up: about one instant, with clocks in two zones.
struct Scene {
    std::string zone;
    std::string other_zone;
    Instant centre;
    Interval window;
};

// Zones whose clocks do what few others do: half-hour changes, skipped days, days without midnight.
[[nodiscard]] const std::vector<std::string>& odd_zones();
// Every zone of this machine's zone data.
[[nodiscard]] const std::vector<std::string>& all_zones();

// The instants from the start of one year to the start of another at which a zone sets its clock.
[[nodiscard]] std::vector<Instant> transitions(const std::string& zone, int from_year, int to_year);

// Most often about a transition of an odd zone.
[[nodiscard]] Scene random_scene(Random& random);

[[nodiscard]] Situation random_situation(const Scene& scene, Random& random);

}  // namespace kalends
