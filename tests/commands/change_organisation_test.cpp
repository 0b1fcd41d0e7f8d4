#include "commands/change_organisation.hpp"

#include "tests/commands/given.hpp"

namespace change_organisation_test {

using namespace kalends;
using namespace kalends::clinic;

TEST_CASE("an organisation says something else of itself, and what is absent stays") {
    CHECK(given().when(ChangeOrganisation{ours, "Practice", {}}) ==
          Events{OrganisationChanged{ours, {"Practice", "UTC"}}});
    CHECK(given().when(ChangeOrganisation{ours, {}, "Asia/Tokyo"}) ==
          Events{OrganisationChanged{ours, {"Clinic", "Asia/Tokyo"}}});
    CHECK(given().when(ChangeOrganisation{ours, {}, {}}) == Events{});
}

TEST_CASE("C2: reasons against changing an organisation come in their order") {
    const auto asked = given().happened(founded_elsewhere(), opened_at, theirs);
    CHECK(asked.as(viewer()).if_match(9).when(ChangeOrganisation{theirs, "Mine", {}}) ==
          refuse(Rejection::not_found));
    for (const auto& actor : {viewer(), as_host(anna), guest(carla), anonymous()}) {
        CHECK(asked.as(actor).if_match(9).when(ChangeOrganisation{ours, "Mine", {}}) ==
              refuse(Rejection::forbidden));
    }
    CHECK(asked.if_match(9).when(ChangeOrganisation{ours, "Mine", {}}) ==
          refuse(Rejection::stale_revision));
    CHECK(asked.if_match(1).when(ChangeOrganisation{ours, "Mine", {}}));
}

}  // namespace change_organisation_test
