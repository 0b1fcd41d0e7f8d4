#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "app/settings.hpp"

namespace kalends {

// The lines `name = value` of a settings file; `#` begins a comment. Faults are appended.
[[nodiscard]] std::vector<GivenSetting> read_settings_file(const std::string& path,
                                                           std::vector<std::string>& faults);

// The variables of a process, by name.
using Environment = std::map<std::string, std::string, std::less<>>;
// From a list of NAME=VALUE that ends with null.
[[nodiscard]] Environment environment_of(const char* const* entries);

// Names a settings file.
inline constexpr std::string_view settings_file_variable = "KALENDS_SETTINGS";

// Every variable that begins with KALENDS_, for it is meant for us: one that names no setting is
// given under its own name, so that it is found to be a fault, and not passed over in silence.
[[nodiscard]] std::vector<GivenSetting> read_environment(const Environment& environment);

}  // namespace kalends
