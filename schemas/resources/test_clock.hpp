#pragma once

#include <string>

#include "domain/time.hpp"

namespace kalends {

void append_test_clock(std::string& out, Instant now, bool is_running);

}  // namespace kalends
