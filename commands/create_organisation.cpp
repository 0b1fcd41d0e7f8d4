#include "commands/create_organisation.hpp"

namespace kalends {

void needs(const CreateOrganisation& c, Scope& scope) {
    scope.want(c.organisation);
}

Decision decide(const CreateOrganisation& c, const Scope& scope, Instant) {
    if (scope.actor().kind != ActorKind::operator_) return refuse(Rejection::forbidden);
    if (scope.is_stale(std::nullopt)) return refuse(Rejection::stale_revision);
    if (scope.find(c.organisation) != nullptr) return refuse(Rejection::already_exists);

    const ApiKeyIssued key{.organisation = c.organisation,
                           .key = c.owner_key,
                           .secret_digest = c.owner_secret_digest,
                           .label = "owner",
                           .role = Role::owner};
    return Events{OrganisationCreated{c.organisation, c.terms}, key};
}

}  // namespace kalends
