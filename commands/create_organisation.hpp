#pragma once

#include <string_view>

#include "commands/decision.hpp"
#include "commands/scope.hpp"

namespace kalends {

// The operator takes in a new tenant, with the first key of its owner.
struct CreateOrganisation {
    static constexpr std::string_view name = "create-organisation";

    OrganisationId organisation;
    OrganisationTerms terms;
    ApiKeyId owner_key;
    std::string owner_secret_digest;
};

[[nodiscard]] inline StreamId target(const CreateOrganisation& c) {
    return stream_of(c.organisation);
}
void needs(const CreateOrganisation&, Scope&);
[[nodiscard]] Decision decide(const CreateOrganisation&, const Scope&, Instant now);

}  // namespace kalends
