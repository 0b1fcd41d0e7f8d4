#include "commands/expire.hpp"

#include "tests/commands/waiting.hpp"

namespace expire_test {

using namespace kalends;
using namespace kalends::clinic;

namespace {

const auto due = *waiting.expires_at;
const Given asked = given({waiting}).as(the_system());

}  // namespace

TEST_CASE("C3: a deadline is due at or before now, and not a moment earlier") {
    const Events expired{BookingExpired{booking, its_time, due}};
    CHECK(asked.when(Expire{stream_of(booking)}, due - Milliseconds{1}) == Events{});
    CHECK(asked.when(Expire{stream_of(booking)}, due) == expired);
    CHECK(asked.when(Expire{stream_of(booking)}, after_all) == expired);
}

TEST_CASE("what does not wait for a deadline never expires") {
    const auto firm = Given{asked}.happened({BookingApproved{booking, its_time}});
    CHECK(firm.when(Expire{stream_of(booking)}, after_all) == Events{});
    auto without_end = waiting;
    without_end.expires_at.reset();
    CHECK(given({without_end}).as(the_system()).when(Expire{stream_of(booking)}, after_all) ==
          Events{});
}

TEST_CASE("C2: only the system lets a booking expire") {
    CHECK(asked.as(owner()).when(Expire{stream_of(other_booking)}, due) ==
          refuse(Rejection::not_found));
    for (const auto& actor : {owner(), the_operator(), as_host(anna), guest(carla), anonymous()}) {
        CHECK(asked.as(actor).when(Expire{stream_of(booking)}, due) ==
              refuse(Rejection::forbidden));
    }
}

}  // namespace expire_test
