#include "commands/retire_meeting_type.hpp"

#include "tests/commands/given.hpp"

namespace retire_meeting_type_test {

using namespace kalends;
using namespace kalends::clinic;

TEST_CASE("C6: a meeting type retires once, and its bookings stand") {
    const auto asked = given({confirmed(booking, tuesday(9))});
    const Events retired{MeetingTypeRetired{consultation}};
    CHECK(asked.when(RetireMeetingType{consultation}) == retired);
    const auto after = Given{asked}.happened(retired);
    CHECK(after.state(booking).is_live());
    CHECK(after.when(Cancel{booking}));
}

TEST_CASE("C2: reasons against retiring a meeting type come in their order") {
    const auto gone =
        given({MeetingTypeRetired{consultation}}).happened(founded_elsewhere(), opened_at, theirs);
    CHECK(gone.as(viewer()).if_match(9).when(RetireMeetingType{their_type}) ==
          refuse(Rejection::not_found));
    for (const auto& actor : {viewer(), as_host(anna), guest(carla), anonymous()}) {
        CHECK(gone.as(actor).if_match(9).when(RetireMeetingType{consultation}) ==
              refuse(Rejection::forbidden));
    }
    CHECK(gone.if_match(9).when(RetireMeetingType{consultation}) ==
          refuse(Rejection::stale_revision));
    CHECK(gone.if_match(2).when(RetireMeetingType{consultation}) == Events{});
}

}  // namespace retire_meeting_type_test
