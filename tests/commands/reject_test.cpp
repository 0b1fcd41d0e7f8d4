#include "commands/reject.hpp"

#include "tests/commands/given.hpp"

using namespace kalends;
using namespace kalends::clinic;

namespace {

const auto waiting = requested(booking, tuesday(9));
const auto its_time = claimed(time_at(tuesday(9)));

}  // namespace

TEST_CASE("a booking that waits is rejected, and its time let go") {
    const auto asked = given({waiting});
    const Events rejected{BookingRejected{booking, its_time, {}}};
    CHECK(asked.when(Reject{booking}) == rejected);
    const auto after = Given{asked}.happened(rejected);
    CHECK(after.state(booking).status == BookingStatus::rejected);
    CHECK(after.state(anna).calendar.size() == 0);
}

TEST_CASE("C2: reasons against rejecting come in their order") {
    const auto gone = given({waiting, BookingCancelled{booking, its_time, {}}});
    CHECK(gone.as(viewer()).if_match(9).when(Reject{other_booking}) ==
          refuse(Rejection::not_found));
    CHECK(gone.as(guest(carla)).if_match(9).when(Reject{booking}) == refuse(Rejection::forbidden));
    CHECK(gone.if_match(9).when(Reject{booking}) == refuse(Rejection::stale_revision));
    CHECK(gone.when(Reject{booking}, after_all) == refuse(Rejection::already_cancelled));
    const auto firm = given({confirmed(booking, tuesday(9))});
    CHECK(firm.when(Reject{booking}, after_all) == refuse(Rejection::already_decided));
    CHECK(given({waiting}).when(Reject{booking}, after_all) == refuse(Rejection::already_over));
}
