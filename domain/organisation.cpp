#include "domain/organisation.hpp"

#include <utility>

namespace kalends {

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
    return organisation;
}

Organisation evolve(Organisation organisation, const ApiKeyRevoked& e, const Recorded& at) {
    const auto key = organisation.api_keys.find(e.key);
    if (key != organisation.api_keys.end()) key->second.revoked_at = at.time;
    return organisation;
}

}  // namespace kalends
