#pragma once

#include <string>

#include "commands/engine/engine.hpp"

namespace kalends::demo {

// What to paste into a shell to list slots, book one that is free at this moment, and see its
// history: three lines with curl, and words before them. `key` is the demo organisation's API key,
// `base` the URL of the server. Throws StoreRefused if the key is none.
[[nodiscard]] std::string invitation(const std::string& key, const std::string& base,
                                     Engine& engine);

}  // namespace kalends::demo
