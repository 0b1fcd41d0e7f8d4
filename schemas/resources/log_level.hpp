#pragma once

#include <string>
#include <string_view>

namespace kalends {

void append_log_level(std::string& out, std::string_view level);

}  // namespace kalends
