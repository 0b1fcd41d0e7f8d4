#pragma once

#include <string>

#include "app/settings.hpp"
#include "domain/zones.hpp"
#include "eventstore/randomness.hpp"

namespace kalends::demo {

// The demo store's own mark, and the key of its organisation: a file of the data folder that only
// its owner may read.
inline constexpr std::string_view key_file = "demo.key";

// Sees to it that the data folder holds a demo store: makes one, aside and then in one step, if
// there is nothing there yet. Throws StoreRefused if anything else is there.
void prepare(const Settings& settings, const ZoneNames& zones, Randomness& randomness);

// The API key of the demo organisation, from its file.
[[nodiscard]] std::string organisation_key(const Settings& settings);

}  // namespace kalends::demo
