#include "commands/retire_host.hpp"

#include "tests/commands/given.hpp"

namespace retire_host_test {

using namespace kalends;
using namespace kalends::clinic;

TEST_CASE("C6: a host retires once, and its claims stand") {
    const auto asked = given({confirmed(booking, tuesday(9))});
    const Events retired{HostRetired{anna}};
    CHECK(asked.when(RetireHost{anna}) == retired);
    const auto after = Given{asked}.happened(retired);
    CHECK(after.state(anna).calendar.size() == 1);
    CHECK(after.state(booking).is_live());
}

TEST_CASE("C2: reasons against retiring a host come in their order") {
    const auto gone = given({HostRetired{anna}}).happened(founded_elsewhere(), opened_at, theirs);
    CHECK(gone.as(viewer()).if_match(9).when(RetireHost{their_host}) ==
          refuse(Rejection::not_found));
    for (const auto& actor : {viewer(), as_host(anna), guest(carla), anonymous()}) {
        CHECK(gone.as(actor).if_match(9).when(RetireHost{anna}) == refuse(Rejection::forbidden));
    }
    CHECK(gone.if_match(9).when(RetireHost{anna}) == refuse(Rejection::stale_revision));
    CHECK(gone.if_match(2).when(RetireHost{anna}) == Events{});
}

}  // namespace retire_host_test
