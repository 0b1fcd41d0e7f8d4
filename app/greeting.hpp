#pragma once

#include <string>
#include <string_view>

#include "app/settings.hpp"
#include "commands/engine/engine.hpp"

namespace kalends {

// In the data folder.
inline constexpr std::string_view operator_key_file = "operator.key";

// What somebody who starts a server at a terminal wants to know, in one piece: whoever reads that
// it listens can read the rest, too. `base` is that of its URLs.
[[nodiscard]] std::string greeting(const Settings& settings, const std::string& base,
                                   Engine& engine);

}  // namespace kalends
