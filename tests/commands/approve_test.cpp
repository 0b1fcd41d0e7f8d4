#include "commands/approve.hpp"

#include "tests/commands/waiting.hpp"

namespace approve_test {

using namespace kalends;
using namespace kalends::clinic;

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

TEST_CASE("W6: what waits is not approved while its host is away, buffers included") {
    const auto away = [](Instant start, Instant end) {
        return given({waiting, AbsenceAdded{anna, AbsenceId{IdBits{7, 1}}, {start, end}}});
    };
    CHECK(away(tuesday(9), tuesday(10)).when(Approve{booking}) == refuse(Rejection::absent));
    CHECK(away(tuesday(9, 39), tuesday(10)).when(Approve{booking}) == refuse(Rejection::absent));
    CHECK(away(tuesday(9, 40), tuesday(10)).when(Approve{booking}));
    CHECK(away(tuesday(8), tuesday(8, 55)).when(Approve{booking}));
    auto back = away(tuesday(9), tuesday(10));
    back.happened({AbsenceRemoved{anna, AbsenceId{IdBits{7, 1}}}});
    CHECK(back.when(Approve{booking}));
}

TEST_CASE("C2: reasons against approving come in their order") {
    check_order_of_refusals<Approve>();
    CHECK(given({waiting}).when(Approve{booking}, after_all) == refuse(Rejection::already_over));
}

}  // namespace approve_test
