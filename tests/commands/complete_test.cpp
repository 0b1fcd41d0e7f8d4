#include "commands/complete.hpp"

#include "tests/commands/attended.hpp"

namespace complete_test {

using namespace kalends;
using namespace kalends::clinic;

namespace {

const Events completed{BookingCompleted{booking}};

}  // namespace

TEST_CASE("B1: a completed booking keeps its past claim, and is changed no more") {
    CHECK(given({firm}).when(Complete{booking}, its_end) == completed);
    const auto after = given({firm}).happened(completed, its_end);
    CHECK(after.state(booking).status == BookingStatus::completed);
    CHECK(after.state(booking).revision == 2);
    CHECK(after.state(anna).calendar.size() == 1);
    const auto refused = refuse(Rejection::already_decided);
    CHECK(after.when(Cancel{booking}, after_all) == refused);
    CHECK(after.when(Amend{.booking = booking}, after_all) == refused);
    CHECK(after.when(Reschedule{.booking = booking, .start = tuesday(11)}, after_all) == refused);
    CHECK(after.when(MarkNoShow{booking}, after_all) == refused);
    CHECK(after.when(UndoNoShow{booking}, after_all) == refused);
}

TEST_CASE("C2: reasons against completing come in their order") {
    check_order_of_refusals<Complete>({firm}, BookingCompleted{booking});
}

TEST_CASE("C1: what waits for a yes never took place, over or not") {
    const auto waiting = given({requested(booking, tuesday(9))});
    for (const auto at : {now, after_all}) {
        CHECK(waiting.when(Complete{booking}, at) == refuse(Rejection::already_decided));
        CHECK(waiting.when(MarkNoShow{booking}, at) == refuse(Rejection::already_decided));
    }
}

// Only a clock that is set back can bring this about: the time is in the future again, and taken.
TEST_CASE("P2: a completed booking keeps its time when the clock is set back before it") {
    const auto after = given({firm, completed.front()});
    const auto again = book(other_booking, tuesday(9));
    CHECK(after.when(again) == refuse(Rejection::claimed, "/start"));
    CHECK(after.when(Cancel{booking}) == refuse(Rejection::already_decided));
}

}  // namespace complete_test
