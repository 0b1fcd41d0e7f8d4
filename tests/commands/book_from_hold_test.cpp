#include "commands/book.hpp"

#include "tests/commands/given.hpp"

namespace book_from_hold_test {

using namespace kalends;
using namespace kalends::clinic;

namespace {

const auto its_time = claimed(time_at(tuesday(9)));
const Instant expiry = now + Minutes{10};
const Given is_held = given().happened({held(hold, tuesday(9))}, now);

Book from(HoldId held, Book command) {
    command.hold = held;
    return command;
}

const Book command = from(hold, book(booking, tuesday(9)));

Events replaced(BookingConfirmed event) {
    event.hold = HoldTaken{hold, its_time};
    return {event};
}

MeetingTypeTerms other_terms() {
    auto terms = consultation_terms();
    terms.duration = Minutes{45};
    terms.buffers = {Minutes{60}, Minutes{60}};
    terms.notices.booking = std::chrono::days{30};
    terms.approval = {true, Minutes{5}, true};
    terms.hosts.fixed = {ben};
    return terms;
}

}  // namespace

TEST_CASE("B1: a booking takes the place of its hold, in one event") {
    const auto decided = is_held.when(command);
    REQUIRE(decided == replaced(confirmed(booking, tuesday(9))));
    const auto after = Given{is_held}.happened(*decided);
    CHECK(after.state(anna).calendar.size() == 1);
    CHECK(after.state(anna).calendar.find(stream_of(booking), tuesday(9)) != nullptr);
    CHECK(after.state(hold).status == HoldStatus::booked);
    CHECK(after.state(hold).booking == booking);
    CHECK(after.state(booking).status == BookingStatus::confirmed);
}

TEST_CASE("confirming a live hold cannot lose, whatever happened since") {
    const Events happenings[] = {
        {MeetingTypeRetired{consultation}},
        {HostRetired{anna}},
        {ScheduleRemoved{anna, "default"}},
        {MeetingTypeChanged{consultation, other_terms()}},
    };
    for (const auto& happened : happenings) {
        const auto changed = Given{is_held}.happened(happened);
        CHECK(changed.when(command) == replaced(confirmed(booking, tuesday(9))));
        CHECK(changed.when(command, expiry - Milliseconds{1}) ==
              replaced(confirmed(booking, tuesday(9))));
    }
}

TEST_CASE("a hold that is confirmed after its start is not a booking that has expired already") {
    auto late = held(hold, tuesday(9), surgery);
    late.expires_at = tuesday(9, 10);
    const auto decided =
        given({late}).when(from(hold, book(booking, tuesday(9), surgery)), tuesday(9, 5));
    REQUIRE(decided);
    CHECK_FALSE(std::get<BookingRequested>((*decided).front()).expires_at);
}

TEST_CASE("the type's revision that the hold recorded is that of the booking, its approval too") {
    const auto world = given({held(hold, tuesday(9), surgery)});
    auto firm = surgery_terms();
    firm.approval = {};
    const auto decided = Given{world}
                             .happened({MeetingTypeChanged{surgery, firm}})
                             .when(from(hold, book(booking, tuesday(9), surgery)));
    auto event = requested(booking, tuesday(9));
    event.hold = HoldTaken{hold, claimed(time_at(tuesday(9), anna, surgery))};
    CHECK(decided == Events{event});
}

TEST_CASE("what an override let pass for a hold stands in its booking, too") {
    auto at_night = held(hold, tuesday(20));
    at_night.overridden = {Rejection::outside_hours};
    auto event = confirmed(booking, tuesday(20));
    event.overridden = {Rejection::outside_hours};
    event.hold = HoldTaken{hold, claimed(time_at(tuesday(20)))};
    CHECK(given({at_night}).as(as_host(anna)).when(from(hold, book(booking, tuesday(20)))) ==
          Events{event});
}

TEST_CASE("a hold that is gone counts for nothing where the time is free") {
    CHECK(is_held.when(command, expiry) == Events{confirmed(booking, tuesday(9))});
    const auto released = Given{is_held}.happened({HoldReleased{hold, its_time}});
    CHECK(released.when(command) == Events{confirmed(booking, tuesday(9))});
}

TEST_CASE("a hold that is gone is the reason where the booking is refused") {
    const auto gone = Given{is_held}.happened({HoldExpired{hold, its_time, expiry}});
    const auto hold_expired = Decision{refuse(Rejection::hold_expired, "/hold_id")};
    CHECK(Given{gone}.happened({confirmed(other_booking, tuesday(9))}).when(command) ==
          hold_expired);
    CHECK(Given{gone}.happened({MeetingTypeRetired{consultation}}).when(command) == hold_expired);
    CHECK(Given{gone}.happened({ScheduleRemoved{anna, "default"}}).when(command) == hold_expired);
    auto booked_twice = from(hold, book(other_booking, tuesday(9)));
    booked_twice.guests.front().subject = dora;
    CHECK(Given{is_held}.happened(replaced(confirmed(booking, tuesday(9)))).when(booked_twice) ==
          hold_expired);
}

TEST_CASE("P1: another start than the one held is judged as ever, and the hold gives way") {
    auto moved = from(hold, book(booking, tuesday(9, 30)));
    auto event = confirmed(booking, tuesday(9, 30));
    event.hold = HoldTaken{hold, its_time};
    const auto decided = is_held.when(moved);
    REQUIRE(decided == Events{event});
    CHECK(Given{is_held}.happened(*decided).state(anna).calendar.size() == 1);
    CHECK(is_held.when(from(hold, book(booking, tuesday(8)))) ==
          refuse(Rejection::outside_hours, "/start"));
    const auto beside = Given{is_held}.happened({confirmed(other_booking, tuesday(10))});
    CHECK(beside.when(moved) == refuse(Rejection::claimed, "/start"));
}

TEST_CASE("L1: a booking in the place of another type's hold counts for its own type alone") {
    const auto counted = [](const MeetingType& type) {
        int dates = 0;
        type.tallies.visit_all([&dates](const DateTally&) { ++dates; });
        return dates;
    };
    Given world{is_held};
    CHECK(counted(world.state(consultation)) == 1);
    const auto decided = world.when(from(hold, book(booking, tuesday(11), surgery)));
    REQUIRE(decided);
    world.happened(*decided);
    CHECK(counted(world.state(consultation)) == 0);
    CHECK(counted(world.state(surgery)) == 1);
    world.happened(*world.when(Cancel{booking, {}}));
    CHECK(counted(world.state(consultation)) == 0);
    CHECK(counted(world.state(surgery)) == 0);
}

TEST_CASE("C2: reasons against booking from a hold come in their order") {
    const auto elsewhere = from(their_hold, book(booking, tuesday(9)));
    const auto world = Given{is_held}.happened(founded_elsewhere(), opened_at, theirs);
    CHECK(world.as(viewer()).when(elsewhere) == refuse(Rejection::not_found, "/hold_id"));
    CHECK(world.as(viewer()).if_match(9).when(command) == refuse(Rejection::forbidden));
    CHECK(world.if_match(9).when(command, expiry) == refuse(Rejection::stale_revision));
}

TEST_CASE("C1: without a key whoever made a hold books from it by its token, and nobody else") {
    auto without_key = held(hold, tuesday(9));
    without_key.is_anonymous = true;
    const auto asked = given({without_key}).as(anonymous());
    auto with_token = command;
    with_token.shows_token = true;
    CHECK(asked.when(with_token) == replaced(confirmed(booking, tuesday(9))));
    auto terms = consultation_terms();
    terms.is_public = true;
    const auto is_public = Given{asked}.happened({MeetingTypeChanged{consultation, terms}});
    CHECK(is_public.when(command) == refuse(Rejection::forbidden, "/hold_token"));
    const auto with_key = is_held.as(anonymous());
    CHECK(with_key.when(with_token) == refuse(Rejection::forbidden, "/hold_token"));
    CHECK(is_public.as(as_host(ben)).when(command) == refuse(Rejection::forbidden, "/hold_token"));
    CHECK(is_public.as(as_host(anna)).when(command));
    const auto of_ben =
        Given{is_public}.happened({MeetingTypeChanged{consultation, other_terms()}});
    CHECK(of_ben.as(as_host(anna)).when(command));
    CHECK(of_ben.as(as_host(ben)).when(command) == refuse(Rejection::forbidden, "/hold_token"));
}

}  // namespace book_from_hold_test
