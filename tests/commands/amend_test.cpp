#include "commands/amend.hpp"

#include "tests/commands/given.hpp"

namespace amend_test {

using namespace kalends;
using namespace kalends::clinic;

namespace {

const auto booked = confirmed(booking, tuesday(9));

Amend with_guests(std::vector<GuestAsked> guests) {
    Amend command{.booking = booking};
    command.guests = std::move(guests);
    return command;
}

Amend with_answers() {
    Amend command{.booking = booking};
    command.personal.answers = Clear{"{}"};
    return command;
}

}  // namespace

TEST_CASE("an amendment says who comes now, and makes only those who are new") {
    BookingAmended event;
    event.booking = booking;
    event.guests = {{carla, "UTC", {}}, {dora, "Asia/Tokyo", {}}};
    event.subjects = {{dora, KeySlot{}}};
    CHECK(given({booked}).when(with_guests({{carla, true, "UTC"}, {dora, false, "Asia/Tokyo"}})) ==
          Events{event});
}

TEST_CASE("an amendment of what is personal leaves the guests alone") {
    CHECK(given({booked}).when(with_answers()) == Events{BookingAmended{booking, 1}});
}

TEST_CASE("an amendment that sets nothing changes nothing") {
    CHECK(given({booked}).when(Amend{booking}) == Events{});
}

TEST_CASE("C1: a guest names nobody whom the organisation knows but the booking's own guests") {
    Actor carlas = guest(carla);
    carlas.bound_to = stream_of(booking);
    carlas.actions = GuestActions::all();
    const auto asked = given({booked, confirmed(other_booking, tuesday(11))}).as(carlas);
    CHECK(asked.when(with_guests({{carla, true, "UTC"}, {dora, false, "UTC"}})));
    const auto forbidden = Decision{refuse(Rejection::forbidden, "/guests")};
    CHECK(asked.when(with_guests({{carla, true, "UTC"}, {anna_as_person, true, "UTC"}})) ==
          forbidden);
    CHECK(asked.when(with_guests({{their_guest, true, "UTC"}})) == forbidden);
}

TEST_CASE("C2: reasons against amending come in their order") {
    const auto release = claimed(time_at(tuesday(9)));
    const auto gone = given({booked, BookingCancelled{booking, release, {}}});
    auto unknown = with_guests({{dora, true, "UTC"}});
    unknown.booking = other_booking;
    CHECK(gone.as(viewer()).when(unknown) == refuse(Rejection::not_found));
    CHECK(gone.as(viewer()).when(with_guests({{carla, true, {}}, {dora, true, {}}})) ==
          refuse(Rejection::not_found, "/guests/1/guest_id"));
    const auto again = with_guests({{carla, false, "UTC"}});
    CHECK(gone.as(viewer()).if_match(9).when(again) == refuse(Rejection::forbidden));
    CHECK(gone.if_match(9).when(again) == refuse(Rejection::stale_revision));
    CHECK(gone.when(again, after_all) == refuse(Rejection::already_cancelled));
    const auto expired = given({booked, BookingExpired{booking, release, {}}});
    CHECK(expired.when(again, after_all) == refuse(Rejection::already_decided));
    CHECK(given({booked}).when(again, after_all) == refuse(Rejection::already_over));
}

TEST_CASE("a booking of 1000 revisions is amended no more, nor moved, but decided and ended") {
    const auto amended = [](std::size_t times) {
        const BookingAmended once{booking};
        return given({requested(booking, tuesday(9))}).happened(Events(times, once));
    };
    const Reschedule move{.booking = booking, .start = tuesday(11)};
    CHECK(amended(998).when(with_answers()));
    CHECK(amended(998).when(move));
    const auto full = amended(999);
    CHECK(full.when(with_answers()) == refuse(Rejection::too_many));
    CHECK(full.when(Amend{booking}) == Events{});
    CHECK(full.when(move) == refuse(Rejection::too_many));
    CHECK(full.when(Reschedule{.booking = booking, .start = tuesday(20)}) ==
          refuse(Rejection::outside_hours, "/start"));
    CHECK(full.when(Approve{booking}));
    CHECK(full.when(Reject{booking, {}}));
    CHECK(full.when(Cancel{booking, {}}));
    CHECK(full.as(the_system()).when(Expire{stream_of(booking)}, tuesday(9)));
}

}  // namespace amend_test
