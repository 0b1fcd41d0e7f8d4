#pragma once

#include <string>

#include "domain/zones.hpp"

namespace kalends {

// The zones that the file names; none at all if it cannot be read.
[[nodiscard]] ZoneNames read_zone_names(const std::string& path);

}  // namespace kalends
