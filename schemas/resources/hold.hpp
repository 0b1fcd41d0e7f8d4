#pragma once

#include <string>
#include <string_view>

#include "domain/hold.hpp"

namespace kalends {

// The token stands in the answer to its making alone.
void append_hold(std::string& out, const Hold& hold, std::string_view hold_token = {});

}  // namespace kalends
