#include "commands/book.hpp"

#include "tests/commands/given.hpp"

namespace book_test {

using namespace kalends;
using namespace kalends::clinic;

namespace {

Book book_as(Minutes duration, Book command) {
    command.duration = duration;
    return command;
}

Book party_of(std::uint32_t party, Book command) {
    command.party = party;
    return command;
}

Book overriding(Reasons reasons, Book command) {
    command.overrides = reasons;
    return command;
}

Book for_known(SubjectId guest, Book command) {
    command.guests.front() = {guest, true, "UTC"};
    return command;
}

Given with_public_consultation() {
    auto terms = consultation_terms();
    terms.is_public = true;
    return given({MeetingTypeChanged{consultation, terms}});
}

}  // namespace

TEST_CASE("a free slot is booked, and the event holds all that was decided") {
    CHECK(given().when(book(booking, tuesday(9))) == Events{confirmed(booking, tuesday(9))});
}

TEST_CASE("a type that asks for approval makes a request that waits a day, its start at most") {
    CHECK(given().when(book(booking, tuesday(9), surgery)) ==
          Events{requested(booking, tuesday(9))});

    const auto in_two_days = tuesday(9) + std::chrono::days{1};
    const auto decided = given().when(book(booking, in_two_days, surgery));
    REQUIRE(decided);
    CHECK(std::get<BookingRequested>((*decided).front()).expires_at == now + std::chrono::days{1});
}

TEST_CASE("a request waits without end where the type sets no deadline") {
    auto terms = surgery_terms();
    terms.approval.deadline.reset();
    const auto decided =
        given({MeetingTypeChanged{surgery, terms}}).when(book(booking, tuesday(9), surgery));
    REQUIRE(decided);
    CHECK_FALSE(std::get<BookingRequested>((*decided).front()).expires_at);
}

TEST_CASE("a request for a time that has begun already waits until somebody answers") {
    auto begun = book(booking, tuesday(9), surgery);
    begun.overrides = {Rejection::too_soon};
    const auto decided = given().when(begun, tuesday(9, 5));
    REQUIRE(decided);
    CHECK_FALSE(std::get<BookingRequested>((*decided).front()).expires_at);
}

TEST_CASE("a slot of any duration that the type offers can be booked, by default of its own") {
    auto terms = consultation_terms();
    terms.durations = DurationRange{Minutes{15}, Minutes{45}, Minutes{15}};
    const auto asked = given({MeetingTypeChanged{consultation, terms}});
    const auto ends = [&](const Book& command) {
        const auto decided = asked.when(command);
        REQUIRE(decided);
        return std::get<BookingConfirmed>((*decided).front()).when.time.end;
    };
    CHECK(ends(book(booking, tuesday(9))) == tuesday(9, 30));
    CHECK(ends(book_as(Minutes{45}, book(booking, tuesday(9)))) == tuesday(9, 45));
    CHECK(asked.when(book_as(Minutes{40}, book(booking, tuesday(9)))) ==
          refuse(Rejection::invalid_duration, "/duration_minutes"));
}

TEST_CASE("G5: only the first slot of a date is booked, unless that is overridden and recorded") {
    auto terms = consultation_terms();
    terms.first_per_day = true;
    const auto asked = given({MeetingTypeChanged{consultation, terms}});
    CHECK(asked.when(book(booking, tuesday(9, 30))) == refuse(Rejection::not_first, "/start"));
    const auto decided =
        asked.when(overriding(Reasons{Rejection::not_first}, book(booking, tuesday(9, 30))));
    REQUIRE(decided);
    CHECK(std::get<BookingConfirmed>((*decided).front()).overridden ==
          std::vector{Rejection::not_first});
}

TEST_CASE("N2: a window of days with slots holds when booking, too") {
    auto terms = consultation_terms();
    terms.window = DaysWithSlots{2};
    const auto asked = given({MeetingTypeChanged{consultation, terms}});
    const auto in_days = [&](int days) {
        return asked.when(book(booking, tuesday(9) + std::chrono::days{days}));
    };
    CHECK(in_days(0));
    CHECK(in_days(2) == refuse(Rejection::too_far, "/start"));
}

TEST_CASE("a guest already known is booked for without being made again") {
    auto event = confirmed(other_booking, tuesday(11));
    event.subjects.clear();
    CHECK(given({confirmed(booking, tuesday(9))})
              .when(for_known(carla, book(other_booking, tuesday(11)))) == Events{event});
}

TEST_CASE("W0: an event records the civil start and dates in the zone of its type") {
    auto terms = consultation_terms();
    terms.zone = "Asia/Tokyo";
    const auto decided =
        given({MeetingTypeChanged{consultation, terms}}).when(book(booking, tuesday(16)));
    REQUIRE(decided);
    const auto& when = std::get<BookingConfirmed>((*decided).front()).when;
    CHECK(when.zone == "Asia/Tokyo");
    CHECK(when.zone_data == "2026a");
    CHECK(to_text(when.civil_start) == "2026-03-04T01:00");
    CHECK(to_text(when.type_date) == "2026-03-04");
    CHECK(to_text(when.hosts.front().host_date) == "2026-03-03");
}

TEST_CASE("C2: reasons against booking come in their order") {
    const auto gone = given({confirmed(booking, tuesday(9)), MeetingTypeRetired{consultation}});
    auto elsewhere = for_known(their_guest, book(booking, tuesday(9), their_type));
    CHECK(gone.as(viewer()).when(elsewhere) == refuse(Rejection::not_found, "/meeting_type_id"));
    const auto unknown_guest = for_known(their_guest, book(booking, tuesday(9)));
    CHECK(gone.as(viewer()).when(unknown_guest) ==
          refuse(Rejection::not_found, "/guests/0/guest_id"));
    CHECK(gone.as(viewer()).when(book(booking, tuesday(9))) == refuse(Rejection::forbidden));
    const auto of_45 = book_as(Minutes{45}, book(other_booking, now));
    CHECK(gone.when(of_45) == refuse(Rejection::not_active));
    CHECK(given({HostRetired{anna}}).when(of_45) == refuse(Rejection::not_active));

    const auto open = given({confirmed(booking, tuesday(9))});
    CHECK(open.when(of_45) == refuse(Rejection::invalid_duration, "/duration_minutes"));
    CHECK(open.when(book(other_booking, now)) == refuse(Rejection::too_soon, "/start"));
    const auto sunday_in_june = now + std::chrono::days{97};
    CHECK(open.when(book(other_booking, sunday_in_june)) ==
          refuse(Rejection::too_far, "/start", "must be on 2026-05-01 at the latest"));
    CHECK(given({confirmed(booking, tuesday(9)), ScheduleRemoved{anna, "default"}})
              .when(book(other_booking, tuesday(9))) == refuse(Rejection::no_schedule, "/start"));
    CHECK(open.when(book(other_booking, tuesday(16, 40))) ==
          refuse(Rejection::outside_hours, "/start"));
    CHECK(open.when(book(other_booking, tuesday(9, 10))) ==
          refuse(Rejection::misaligned_start, "/start"));
    CHECK(open.when(party_of(2, book(other_booking, tuesday(9)))) ==
          refuse(Rejection::claimed, "/start"));
    CHECK(open.when(party_of(2, book(other_booking, tuesday(11)))) ==
          refuse(Rejection::party_too_large, "/party", "must be at most 1"));
}

TEST_CASE("P2: buffers of both bookings keep them apart, and touching is free") {
    const auto taken = given({confirmed(booking, tuesday(10))});
    const auto asked = [&](Instant start) {
        const Reasons off_the_grid{Rejection::misaligned_start};
        auto command = overriding(off_the_grid, book(other_booking, start));
        command.guests.front().subject = dora;
        return taken.when(command);
    };
    CHECK(asked(tuesday(9, 15)));
    CHECK(asked(tuesday(9, 16)) == refuse(Rejection::claimed, "/start"));
    CHECK(asked(tuesday(10, 44)) == refuse(Rejection::claimed, "/start"));
    CHECK(asked(tuesday(10, 45)));
}

TEST_CASE("C3: a request whose deadline has come stands in nobody's way") {
    const auto start = tuesday(9) + std::chrono::days{1};
    auto waiting = requested(booking, start);
    waiting.expires_at = now + std::chrono::hours{1};
    auto command = book(other_booking, start);
    command.guests.front().subject = dora;
    const auto asked = given({waiting});
    CHECK(asked.when(command, *waiting.expires_at - Milliseconds{1}) ==
          refuse(Rejection::claimed, "/start"));
    CHECK(asked.when(command, *waiting.expires_at));
}

TEST_CASE("C1: who may book what is public, and what is not") {
    const auto command = book(booking, tuesday(9));
    const auto forbidden = Decision{refuse(Rejection::forbidden)};
    const auto is_private = given();
    const auto is_public = with_public_consultation();
    for (const auto& actor :
         {owner(), with_key(Role::admin), as_host(anna), the_operator(), the_system()}) {
        CHECK(is_private.as(actor).when(command));
        CHECK(is_public.as(actor).when(command));
    }
    for (const auto& actor : {anonymous(), guest(dora)}) {
        CHECK(is_private.as(actor).when(command) == forbidden);
        CHECK(is_public.as(actor).when(command));
    }
    for (const auto& actor : {as_host(ben), viewer()}) {
        CHECK(is_private.as(actor).when(command) == forbidden);
        CHECK(is_public.as(actor).when(command) == forbidden);
    }
}

TEST_CASE("C1: an override is a permission, lets pass what it names, and is recorded") {
    const auto at_night = overriding({Rejection::outside_hours}, book(booking, tuesday(20)));
    CHECK(given().when(book(booking, tuesday(20))) == refuse(Rejection::outside_hours, "/start"));
    CHECK(given().as(as_host(anna)).when(at_night) == refuse(Rejection::forbidden, "/overrides"));
    auto event = confirmed(booking, tuesday(20));
    event.overridden = {Rejection::outside_hours};
    CHECK(given().when(at_night) == Events{event});
}

TEST_CASE("C1: no override double-books") {
    auto command = overriding(overridable, book(other_booking, tuesday(9)));
    command.guests.front().subject = dora;
    CHECK(given({confirmed(booking, tuesday(9))}).when(command) ==
          refuse(Rejection::claimed, "/start"));
}

TEST_CASE("C6: a retired type or host takes no new bookings, whatever is overridden") {
    const auto command = overriding(overridable, book(booking, tuesday(9)));
    CHECK(given({MeetingTypeRetired{consultation}}).when(command) == refuse(Rejection::not_active));
    CHECK(given({HostRetired{anna}}).when(command) == refuse(Rejection::not_active));
}

}  // namespace book_test
