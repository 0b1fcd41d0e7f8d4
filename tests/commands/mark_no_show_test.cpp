#include "commands/mark_no_show.hpp"

#include "domain/bounds.hpp"
#include "tests/commands/attended.hpp"

namespace mark_no_show_test {

using namespace kalends;
using namespace kalends::clinic;

namespace {

const Events missed{BookingNoShow{booking, {}}};

}  // namespace

TEST_CASE("B1: a no-show keeps its past claim, and is changed no more but by taking it back") {
    CHECK(given({firm}).when(MarkNoShow{booking}, its_end) == missed);
    const auto after = given({firm}).happened(missed, its_end);
    CHECK(after.state(booking).status == BookingStatus::no_show);
    CHECK(after.state(anna).calendar.size() == 1);
    const auto refused = refuse(Rejection::already_decided);
    CHECK(after.when(Cancel{booking}, after_all) == refused);
    CHECK(after.when(Amend{.booking = booking}, after_all) == refused);
    CHECK(after.when(Reschedule{.booking = booking, .start = tuesday(11)}, after_all) == refused);
    CHECK(after.when(Complete{booking}, after_all) == refused);
}

TEST_CASE("C2: reasons against a no-show come in their order") {
    check_order_of_refusals<MarkNoShow>({firm}, BookingNoShow{booking, {}});
}

TEST_CASE("a booking may be marked at its last revision, since that ends it") {
    Events many{firm};
    many.resize(booking_revisions_max, BookingAmended{booking});
    CHECK(given(many).when(MarkNoShow{booking}, its_end) == missed);
    CHECK(given(many).when(Complete{booking}, its_end) == Events{BookingCompleted{booking}});
}

}  // namespace mark_no_show_test
