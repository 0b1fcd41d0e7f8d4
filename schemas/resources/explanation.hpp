#pragma once

#include <span>
#include <string>

#include "domain/availability/availability.hpp"

namespace kalends {

// A caller without a key sees the reasons only.
void append_explanation(std::string& out, std::span<const Explained> starts, CausesShown shown);

}  // namespace kalends
