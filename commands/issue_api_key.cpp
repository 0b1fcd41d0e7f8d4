#include "commands/issue_api_key.hpp"

#include <algorithm>

#include "domain/bounds.hpp"

namespace kalends {
namespace {

// Operator and system are not of the organisation, and a guest has a token: none is its to give.
bool is_given_to_keys(Role role) {
    return role == Role::owner || role == Role::admin || role == Role::host || role == Role::viewer;
}

// Nobody hands out more than they have.
bool gives_only_what_it_has(const IssueApiKey& c, const Actor& actor) {
    const Scopes of_role = scopes_of(c.role);
    if (c.scopes.empty()) return of_role.both(actor.scopes) == of_role;
    return std::all_of(c.scopes.begin(), c.scopes.end(),
                       [&](Permission p) { return actor.may(p); });
}

}  // namespace

void needs(const IssueApiKey& c, Scope& scope) {
    scope.want(c.organisation);
    if (!c.host.is_nil()) scope.want(c.host);
}

Decision decide(const IssueApiKey& c, const Scope& scope, Instant) {
    const auto* organisation = scope.find(c.organisation);
    if (organisation == nullptr) return refuse(Rejection::not_found);
    if (!c.host.is_nil() && scope.find(c.host) == nullptr) {
        return refuse(Rejection::not_found, "/host_id");
    }
    if (!scope.actor().may(Permission::api_keys_write)) return refuse(Rejection::forbidden);
    if (!is_given_to_keys(c.role)) return refuse(Rejection::forbidden, "/role");
    if (!gives_only_what_it_has(c, scope.actor())) return refuse(Rejection::forbidden, "/scopes");
    if (scope.is_stale(std::nullopt)) return refuse(Rejection::stale_revision);
    if (organisation->api_keys.contains(c.key)) return refuse(Rejection::already_exists);
    if (organisation->api_keys.size() >= api_keys_max) return refuse(Rejection::too_many);

    return Events{ApiKeyIssued{c.organisation, c.key, c.secret_digest, c.label, c.role, c.scopes,
                               c.host, c.expires_at}};
}

}  // namespace kalends
