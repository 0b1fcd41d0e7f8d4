#include "commands/issue_api_key.hpp"

#include <algorithm>

#include "commands/rights.hpp"
#include "domain/bounds.hpp"

namespace kalends {
namespace {

constexpr std::string_view too_late = "must be no later than that of the key used";

// Operator and system are not of the organisation, and a guest has a token: none is its to give.
bool is_given_to_keys(Role role) {
    return role == Role::owner || role == Role::admin || role == Role::host || role == Role::viewer;
}

// Else a key that was given for a while could be had for good.
bool outlives_its_maker(const IssueApiKey& c, const Organisation& organisation,
                        const Actor& actor) {
    if (actor.kind != ActorKind::api_key) return false;
    const auto maker = organisation.api_keys.find(ApiKeyId{actor.id});
    if (maker == organisation.api_keys.end()) return false;
    const auto& end = maker->second.issued.expires_at;
    return end && (!c.expires_at || *c.expires_at > *end);
}

// Nobody hands out more than they have.
bool gives_only_what_it_has(const IssueApiKey& c, const Actor& actor) {
    const Scopes of_role = scopes_of(c.role);
    if (c.scopes.empty()) return of_role.both(actor.scopes) == of_role;
    return std::all_of(c.scopes.begin(), c.scopes.end(),
                       [&](Permission p) { return actor.may(p); });
}

std::size_t live_keys(const Organisation& organisation, Instant now) {
    const auto is_live = [now](const auto& entry) { return entry.second.is_live(now); };
    const auto& keys = organisation.api_keys;
    return static_cast<std::size_t>(std::count_if(keys.begin(), keys.end(), is_live));
}

}  // namespace

void needs(const IssueApiKey& c, Scope& scope) {
    scope.want(c.organisation);
    if (!c.host.is_nil()) scope.want(c.host);
}

Decision decide(const IssueApiKey& c, const Scope& scope, Instant now) {
    const auto* organisation = scope.find(c.organisation);
    if (organisation == nullptr) return refuse(Rejection::not_found);
    if (!c.host.is_nil() && scope.find(c.host) == nullptr) {
        return refuse(Rejection::not_found, "/host_id");
    }
    if (!scope.actor().may(Permission::api_keys_write)) return refuse(Rejection::forbidden);
    if (!is_given_to_keys(c.role) || is_above(c.role, scope.actor())) {
        return refuse(Rejection::forbidden, "/role");
    }
    if (!gives_only_what_it_has(c, scope.actor())) {
        return refuse(Rejection::forbidden, c.scopes.empty() ? "/role" : "/scopes");
    }
    if (outlives_its_maker(c, *organisation, scope.actor())) {
        return refuse(Rejection::forbidden, "/expires_at", too_late);
    }
    if (scope.is_stale(std::nullopt)) return refuse(Rejection::stale_revision);
    if (organisation->api_keys.contains(c.key)) return refuse(Rejection::already_exists);
    if (c.expires_at && *c.expires_at <= now) {
        return refuse(Rejection::already_over, "/expires_at", "must lie ahead");
    }
    if (live_keys(*organisation, now) >= api_keys_max) return refuse(Rejection::too_many);

    return Events{ApiKeyIssued{c.organisation, c.key, c.secret_digest, c.label, c.role, c.scopes,
                               c.host, c.expires_at}};
}

}  // namespace kalends
