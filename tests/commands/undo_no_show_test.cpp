#include "commands/undo_no_show.hpp"

#include "domain/bounds.hpp"
#include "tests/commands/attended.hpp"

namespace undo_no_show_test {

using namespace kalends;
using namespace kalends::clinic;

namespace {

const Events missed{firm, BookingNoShow{booking, {}}};
const Events undone{BookingNoShowUndone{booking, {}}};

}  // namespace

TEST_CASE("what was wrongly a no-show is confirmed again, with the same claim") {
    CHECK(given(missed).when(UndoNoShow{booking}, its_end) == undone);
    const auto after = given(missed).happened(undone, its_end);
    CHECK(after.state(booking).status == BookingStatus::confirmed);
    CHECK(after.state(anna).calendar == given({firm}).state(anna).calendar);
    CHECK(after.when(Complete{booking}, its_end) == Events{BookingCompleted{booking}});
    CHECK(after.when(UndoNoShow{booking}, its_end) == refuse(Rejection::already_decided));
}

TEST_CASE("C2: reasons against taking a no-show back come in their order") {
    check_order_of_refusals<UndoNoShow>(missed, undone.front());
}

TEST_CASE("a no-show at the last revision stays one") {
    Events many{firm};
    many.resize(booking_revisions_max - 1, BookingAmended{booking});
    many.push_back(missed.back());
    CHECK(given(many).when(UndoNoShow{booking}, its_end) == refuse(Rejection::too_many));
}

}  // namespace undo_no_show_test
