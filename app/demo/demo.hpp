#pragma once

#include <functional>
#include <string>

#include "commands/engine/engine.hpp"
#include "commands/engine/settable_clock.hpp"

namespace kalends::demo {

// The demo store says of itself that it is one, and keeps the key of its organisation, in a file of
// the data folder that only its owner may read.
inline constexpr std::string_view key_file = "demo.key";

// Lives through 60 days in the demo organisation by the same commands that a client sends, from 60
// days before `now` to `now`, by a clock that this sets. The engine must be new and is driven here.
// `progress` is told the days gone. Gives the organisation's id; `owner_key` and the digest of its
// secret become the organisation's first key.
struct OwnerKey {
    OrganisationId organisation;
    ApiKeyId key;
    std::string secret_digest;
};
void make_history(Engine& engine, SettableClock& clock, Instant now, const OwnerKey& owner,
                  const std::function<void(int)>& progress);

inline constexpr int days_of_history = 60;

}  // namespace kalends::demo
