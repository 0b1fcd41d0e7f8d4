#include "commands/approve.hpp"

#include "tests/commands/given.hpp"

using namespace kalends;
using namespace kalends::clinic;

namespace {

const auto waiting = requested(booking, tuesday(9));
const auto its_time = claimed(time_at(tuesday(9)));

}  // namespace

TEST_CASE("a booking that waits is approved, and its claim waits no more") {
    const auto asked = given({waiting});
    const Events approved{BookingApproved{booking, its_time}};
    CHECK(asked.when(Approve{booking}) == approved);
    const auto after = Given{asked}.happened(approved);
    CHECK(after.state(booking).status == BookingStatus::confirmed);
    CHECK_FALSE(after.state(anna).calendar.first_expiry());
}

TEST_CASE("C6: what was asked for before its type and host retired can still be approved") {
    CHECK(given({waiting, MeetingTypeRetired{surgery}, HostRetired{anna}}).when(Approve{booking}));
}

TEST_CASE("C2: reasons against approving come in their order") {
    const auto gone = given({waiting, BookingCancelled{booking, its_time, {}}});
    CHECK(gone.as(viewer()).if_match(9).when(Approve{other_booking}) ==
          refuse(Rejection::not_found));
    CHECK(gone.as(guest(carla)).if_match(9).when(Approve{booking}) == refuse(Rejection::forbidden));
    CHECK(gone.if_match(9).when(Approve{booking}) == refuse(Rejection::stale_revision));
    CHECK(gone.when(Approve{booking}, after_all) == refuse(Rejection::already_cancelled));
    const auto firm = given({waiting, BookingApproved{booking, its_time}});
    CHECK(firm.when(Approve{booking}, after_all) == refuse(Rejection::already_decided));
    CHECK(given({waiting}).when(Approve{booking}, after_all) == refuse(Rejection::already_over));
}
