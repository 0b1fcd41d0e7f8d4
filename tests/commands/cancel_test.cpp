#include "commands/cancel.hpp"

#include "tests/commands/given.hpp"

namespace cancel_test {

using namespace kalends;
using namespace kalends::clinic;

namespace {

const auto booked = confirmed(booking, tuesday(9));

Given with_guests_terms(GuestPolicies policies, Minutes notice, const Events& events = {booked}) {
    auto terms = consultation_terms();
    terms.guests = policies;
    terms.notices.cancelling = notice;
    return given({MeetingTypeChanged{consultation, terms}}).happened(events);
}

const Events cancelled{BookingCancelled{booking, claimed(time_at(tuesday(9))), {}}};

}  // namespace

TEST_CASE("a booking, firm or waiting, is cancelled and its time let go") {
    CHECK(given({booked}).when(Cancel{booking}) == cancelled);
    const auto of_surgery = claimed(time_at(tuesday(9), anna, surgery));
    CHECK(given({requested(booking, tuesday(9))}).when(Cancel{booking}) ==
          Events{BookingCancelled{booking, of_surgery, {}}});
}

TEST_CASE("C2: reasons against cancelling come in their order") {
    const auto gone = with_guests_terms({false, false}, {}, {booked, cancelled.front()});
    CHECK(gone.as(viewer()).if_match(9).when(Cancel{other_booking}, after_all) ==
          refuse(Rejection::not_found));
    CHECK(gone.as(viewer()).if_match(9).when(Cancel{booking}, after_all) ==
          refuse(Rejection::forbidden));
    CHECK(gone.if_match(9).when(Cancel{booking}, after_all) == refuse(Rejection::stale_revision));
    CHECK(gone.as(guest(carla)).when(Cancel{booking}, after_all) ==
          refuse(Rejection::already_cancelled));
    const auto decided =
        with_guests_terms({false, false}, {}, {booked, BookingRejected{booking, {}, {}}});
    CHECK(decided.as(guest(carla)).when(Cancel{booking}, after_all) ==
          refuse(Rejection::already_decided));
    const auto standing = with_guests_terms({false, false}, {});
    CHECK(standing.as(guest(carla)).when(Cancel{booking}, after_all) ==
          refuse(Rejection::already_over));
    CHECK(standing.as(guest(carla)).when(Cancel{booking}) == refuse(Rejection::not_cancellable));
    CHECK(standing.when(Cancel{booking}) == cancelled);
}

TEST_CASE("a booking can be cancelled until it ends, and no longer") {
    CHECK(given({booked}).when(Cancel{booking}, tuesday(9, 30) - Milliseconds{1}) == cancelled);
    CHECK(given({booked}).when(Cancel{booking}, tuesday(9, 30)) == refuse(Rejection::already_over));
}

TEST_CASE("N1: a guest cancels no later than the notice before the present start") {
    const auto asked = with_guests_terms({}, Minutes{60}).as(guest(carla));
    CHECK(asked.when(Cancel{booking}, tuesday(8)) == cancelled);
    const auto too_late = tuesday(8) + Milliseconds{1};
    CHECK(asked.when(Cancel{booking}, too_late) == refuse(Rejection::not_cancellable));
    CHECK(asked.as(as_host(anna)).when(Cancel{booking}, too_late) == cancelled);
}

TEST_CASE("If-Match lets the revision pass that the caller saw, and no other") {
    CHECK(given({booked}).if_match(1).when(Cancel{booking}) == cancelled);
    CHECK(given({booked}).if_match(2).when(Cancel{booking}) == refuse(Rejection::stale_revision));
}

}  // namespace cancel_test
