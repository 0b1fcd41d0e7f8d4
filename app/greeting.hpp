#pragma once

#include <string>
#include <string_view>

#include "api/log.hpp"
#include "app/settings.hpp"
#include "commands/engine/engine.hpp"

namespace kalends {

// In the data folder.
inline constexpr std::string_view operator_key_file = "operator.key";

// What somebody who starts a server at a terminal wants to know, in one piece: whoever reads that
// it listens can read the rest, too. `base` is that of its URLs.
[[nodiscard]] std::string greeting(const Settings& settings, const std::string& base,
                                   Engine& engine);

// The same as lines of a log that programs collect: where keys are, and of a demo its key, which
// opens nothing but the demo.
void greet_in_log(api::Log& log, const Settings& settings, const std::string& base, Engine& engine);

}  // namespace kalends
