#include "commands/change_organisation.hpp"

namespace kalends {

void needs(const ChangeOrganisation& c, Scope& scope) {
    scope.want(c.organisation);
}

Decision decide(const ChangeOrganisation& c, const Scope& scope, Instant) {
    const auto* organisation = scope.find(c.organisation);
    if (organisation == nullptr) return refuse(Rejection::not_found);
    if (!scope.actor().may(Permission::organisation_write)) return refuse(Rejection::forbidden);
    if (scope.is_stale(organisation->revision)) return refuse(Rejection::stale_revision);

    auto terms = organisation->terms;
    if (c.new_name) terms.name = *c.new_name;
    if (c.zone) terms.zone = *c.zone;
    if (c.week_start) terms.week_start = *c.week_start;
    if (terms == organisation->terms) return Events{};
    return Events{OrganisationChanged{c.organisation, terms}};
}

}  // namespace kalends
