#include "commands/revoke_api_key.hpp"

#include "commands/rights.hpp"

namespace kalends {

void needs(const RevokeApiKey& c, Scope& scope) {
    scope.want(c.organisation);
}

Decision decide(const RevokeApiKey& c, const Scope& scope, Instant) {
    const auto* organisation = scope.find(c.organisation);
    if (organisation == nullptr) return refuse(Rejection::not_found);
    const auto key = organisation->api_keys.find(c.key);
    if (key == organisation->api_keys.end()) return refuse(Rejection::not_found);
    if (!scope.actor().may(Permission::api_keys_write)) return refuse(Rejection::forbidden);
    if (is_above(key->second.issued.role, scope.actor())) return refuse(Rejection::forbidden);
    if (scope.is_stale(key->second.revision())) return refuse(Rejection::stale_revision);
    if (key->second.revoked_at) return Events{};

    return Events{ApiKeyRevoked{c.organisation, c.key}};
}

}  // namespace kalends
