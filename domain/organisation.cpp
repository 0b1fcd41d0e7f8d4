#include "domain/organisation.hpp"

#include <algorithm>
#include <utility>

#include "domain/bounds.hpp"

namespace kalends {
namespace {

// Those that ended first, beyond the bound; of several at once those with the least ids, so that
// the same events always leave the same keys.
void let_go_of_ended(std::map<ApiKeyId, ApiKey>& keys, Instant now) {
    if (keys.size() <= ended_api_keys_max) return;
    std::vector<std::pair<Instant, ApiKeyId>> ended;
    for (const auto& [id, key] : keys) {
        if (const auto end = key.ended_at(now)) ended.emplace_back(*end, id);
    }
    if (ended.size() <= ended_api_keys_max) return;
    std::sort(ended.begin(), ended.end());
    ended.resize(ended.size() - ended_api_keys_max);
    for (const auto& [end, id] : ended) keys.erase(id);
}

}  // namespace

Scopes scopes_of(const ApiKeyIssued& key) {
    const Scopes of_role = scopes_of(key.role);
    if (key.scopes.empty()) return of_role;
    Scopes narrowed;
    for (const auto scope : key.scopes) narrowed.add(scope);
    return of_role.both(narrowed);
}

std::optional<Instant> ApiKey::ended_at(Instant now) const {
    if (is_live(now)) return std::nullopt;
    if (!revoked_at) return issued.expires_at;
    return issued.expires_at ? std::min(*issued.expires_at, *revoked_at) : *revoked_at;
}

Organisation evolve(Organisation organisation, const OrganisationCreated& e, const Recorded& at) {
    organisation.id = e.organisation;
    organisation.terms = e.terms;
    organisation.revision = 1;
    organisation.created_at = at.time;
    return organisation;
}

Organisation evolve(Organisation organisation, const OrganisationChanged& e, const Recorded&) {
    organisation.terms = e.terms;
    ++organisation.revision;
    return organisation;
}

Organisation evolve(Organisation organisation, const ApiKeyIssued& e, const Recorded& at) {
    organisation.api_keys.insert_or_assign(e.key, ApiKey{e, at.time, std::nullopt});
    let_go_of_ended(organisation.api_keys, at.time);
    return organisation;
}

Organisation evolve(Organisation organisation, const ApiKeyRevoked& e, const Recorded& at) {
    const auto key = organisation.api_keys.find(e.key);
    if (key != organisation.api_keys.end()) key->second.revoked_at = at.time;
    return organisation;
}

}  // namespace kalends
