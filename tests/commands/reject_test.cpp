#include "commands/reject.hpp"

#include "tests/commands/waiting.hpp"

namespace reject_test {

using namespace kalends;
using namespace kalends::clinic;

TEST_CASE("a booking that waits is rejected, and its time let go") {
    const auto asked = given({waiting});
    const Events rejected{BookingRejected{booking, its_time, {}}};
    CHECK(asked.when(Reject{booking}) == rejected);
    const auto after = Given{asked}.happened(rejected);
    CHECK(after.state(booking).status == BookingStatus::rejected);
    CHECK(after.state(anna).calendar.size() == 0);
}

TEST_CASE("what nobody answered in time is rejected afterwards, too, and waits no more") {
    CHECK(given({waiting}).when(Reject{booking}, after_all) ==
          Events{BookingRejected{booking, its_time, {}}});
}

TEST_CASE("C2: reasons against rejecting come in their order") {
    check_order_of_refusals<Reject>();
}

}  // namespace reject_test
