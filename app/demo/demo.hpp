#pragma once

#include <functional>
#include <string>

#include "commands/engine/engine.hpp"
#include "commands/engine/settable_clock.hpp"

namespace kalends::demo {

// The demo organisation's first key: of the secret only its digest.
struct OwnerKey {
    OrganisationId organisation;
    ApiKeyId key;
    std::string secret_digest;
};

inline constexpr int days_of_history = 60;

// Lives through those days in the demo organisation, by the same commands that a client sends, up
// to `now`, by a clock that this sets. The engine must be new and is driven here. `progress` is
// told the days gone.
void make_history(Engine& engine, SettableClock& clock, Instant now, const OwnerKey& owner,
                  const std::function<void(int)>& progress);

}  // namespace kalends::demo
