#include "commands/create_organisation.hpp"

#include "tests/commands/given.hpp"

namespace create_organisation_test {

using namespace kalends;
using namespace kalends::clinic;

namespace {

const CreateOrganisation create{ours, {"Clinic", "UTC"}, owner_key, "5ec2e7"};

}  // namespace

TEST_CASE("a tenant begins with the first key of its owner") {
    CHECK(Given{}.as(the_operator()).when(create) ==
          Events{OrganisationCreated{ours, {"Clinic", "UTC"}},
                 ApiKeyIssued{ours, owner_key, "5ec2e7", "owner", Role::owner, {}, {}, {}}});
}

TEST_CASE("C2: only the operator takes in a tenant, and each once") {
    for (const auto& actor : {owner(), the_system(), guest(carla), anonymous()}) {
        CHECK(given().as(actor).when(create) == refuse(Rejection::forbidden));
    }
    CHECK(given().as(the_operator()).when(create) == refuse(Rejection::already_exists));
}

}  // namespace create_organisation_test
