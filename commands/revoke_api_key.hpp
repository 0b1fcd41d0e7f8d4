#pragma once

#include <string_view>

#include "commands/decision.hpp"
#include "commands/scope.hpp"

namespace kalends {

// A key is good for nothing any more, from this event on.
struct RevokeApiKey {
    static constexpr std::string_view name = "revoke-api-key";

    OrganisationId organisation;
    ApiKeyId key;
};

[[nodiscard]] inline StreamId target(const RevokeApiKey& c) {
    return stream_of(c.organisation);
}
void needs(const RevokeApiKey&, Scope&);
[[nodiscard]] Decision decide(const RevokeApiKey&, const Scope&, Instant now);

}  // namespace kalends
