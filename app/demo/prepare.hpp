#pragma once

#include <string>

#include "api/credentials.hpp"
#include "app/settings.hpp"
#include "commands/engine/engine.hpp"
#include "domain/availability/hours_cache.hpp"

namespace kalends::demo {

// The demo store's own mark, and the key of its organisation: a file of the data folder that only
// its owner may read.
inline constexpr std::string_view key_file = "demo.key";

// Sees to it that the data folder holds a demo store: makes one, aside and then in one step, if
// there is nothing there yet. Throws StoreRefused if a store that is not a demo is there.
void prepare(const Settings& settings, const ZoneNames& zones, Randomness& randomness);

// What to paste to list slots, book one that is free at this moment, and see its history.
void print_invitation(const Settings& settings, std::uint16_t port, Engine& engine,
                      HoursCache& hours);

}  // namespace kalends::demo
