#pragma once

#include <string>

#include "api/log.hpp"
#include "app/settings.hpp"
#include "commands/engine/world.hpp"
#include "domain/zones.hpp"
#include "eventstore/randomness.hpp"

namespace kalends::demo {

// The demo store's own mark, and the key of its organisation: a file of the data folder that only
// its owner may read.
inline constexpr std::string_view key_file = "demo.key";

// In the data folder, so that it may be a mount point or a link. Here a demo is made before it is
// moved up, its key last; if it is not whole, the next start clears it and begins again.
inline constexpr std::string_view making_folder = "demo.making";

// Sees to it that the data folder holds a demo store: makes one if there is nothing there yet, or
// goes on where an earlier process was killed; the log is told how far that is. Throws StoreRefused
// if anything else is there, and std::runtime_error if the demo's organisation cannot be set up,
// for want of disk say.
void prepare(const Settings& settings, const EngineLimits& limits, const ZoneNames& zones,
             Randomness& randomness, api::Log& log);

// The API key of the demo organisation, from its file.
[[nodiscard]] std::string organisation_key(const Settings& settings);

}  // namespace kalends::demo
