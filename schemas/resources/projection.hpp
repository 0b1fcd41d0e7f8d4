#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "domain/position.hpp"

namespace kalends {

// How a view stands, as /v1/projections shows it.
struct ShownProjection {
    std::string_view name;
    int version = 0;
    std::string_view status;  // "filling", "live" or "stopped"
    Position position;
    std::uint64_t records_behind = 0;
    std::optional<Position> rebuilt_to;  // while it is made again
    std::optional<std::string> trouble;
};

void append_projection(std::string& out, const ShownProjection& projection);

}  // namespace kalends
