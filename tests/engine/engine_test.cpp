#include "commands/engine/engine.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "commands/engine/reference.hpp"
#include "tests/office/office.hpp"

namespace engine_test {

using namespace kalends;
using kalends::testing::at;
using kalends::testing::Office;

namespace {

const Instant nine = at("2026-11-03T09:00:00Z");

const Accepted& accepted(const Outcome& outcome) {
    const auto* refused = std::get_if<Refused>(&outcome);
    CAPTURE(refused == nullptr ? "" : code(refused->refusal.reason));
    REQUIRE(std::holds_alternative<Accepted>(outcome));
    return std::get<Accepted>(outcome);
}

Rejection refused(const Outcome& outcome) {
    REQUIRE(std::holds_alternative<Refused>(outcome));
    return std::get<Refused>(outcome).refusal.reason;
}

}  // namespace

TEST_CASE("a booked time is in the log, and nobody else can have it") {
    Office office;
    const auto before = office.log.last();
    const auto outcome = office.ask(office.book(nine));
    CHECK(accepted(outcome).changed);
    CHECK(accepted(outcome).resource->as<Booking>()->status == BookingStatus::confirmed);
    CHECK(office.log.last() == next(before));
    CHECK(refused(office.ask(office.book(nine))) == Rejection::claimed);
    CHECK(office.log.last() == next(before));
}

TEST_CASE("P6: the same key and request get the same answer, before and after a start") {
    Office office;
    const Idempotency key{"key-1", "POST /v1/bookings {}"};
    const auto first = accepted(office.ask(office.book(nine), key));
    const auto again = accepted(office.ask(office.book(nine), key));
    CHECK(again.is_replay);
    CHECK(again.position == first.position);
    CHECK(*again.resource == *first.resource);
    office.reopen();
    const auto later = accepted(office.ask(office.book(nine), key));
    CHECK(later.position == first.position);
    CHECK(*later.resource == *first.resource);
}

TEST_CASE("the answer to a replay shows the booking as it stood then") {
    Office office;
    const Idempotency key{"key-1", "book"};
    const auto first = accepted(office.ask(office.book(nine), key));
    const BookingId booking{first.resource->as<Booking>()->id};
    (void)accepted(office.ask(Cancel{booking, {}}));
    const auto again = accepted(office.ask(office.book(nine), key));
    CHECK(again.resource->as<Booking>()->status == BookingStatus::confirmed);
}

TEST_CASE("a key used by another request is refused") {
    Office office;
    (void)office.ask(office.book(nine), Idempotency{"key-1", "one"});
    const auto other = office.ask(office.book(nine + Minutes{60}), Idempotency{"key-1", "two"});
    CHECK(std::holds_alternative<KeyReused>(other));
}

TEST_CASE("no answer leaves before the record is durable, a refusal neither") {
    Office office;
    const auto won = office.submit(office.book(nine));
    const auto lost = office.submit(office.book(nine));
    office.engine->step();
    auto commit = office.engine->take();
    REQUIRE(commit);
    CHECK(won->outcome.has_value());
    CHECK_FALSE(won->is_settled);
    CHECK_FALSE(lost->is_settled);
    office.engine->commit(*commit);
    CHECK(won->is_settled);
    CHECK(lost->is_settled);
}

TEST_CASE("a command sent again while the first is under way is answered as the first") {
    Office office;
    const Idempotency key{"key-1", "book"};
    const auto first = office.submit(office.book(nine), key);
    const auto second = office.submit(office.book(nine), key);
    office.finish();
    CHECK(accepted(*second->outcome).is_replay);
    CHECK(accepted(*second->outcome).position == accepted(*first->outcome).position);
}

TEST_CASE("what was booked is readable once it is answered, in all streams at one position") {
    Office office;
    const auto outcome = accepted(office.ask(office.book(nine)));
    const auto host = office.engine->find(office.organisation, office.host);
    REQUIRE(host);
    CHECK(host->calendar.size() == 1);
    CHECK(office.engine->position() == outcome.position);
}

TEST_CASE("streams that do not exist take no room among the states, whoever asks for them") {
    Office office;
    const auto before = office.engine->states_cached();
    for (int i = 0; i < 100; ++i) {
        const auto nowhere = office.new_id<BookingId>();
        CHECK_FALSE(office.engine->find(office.organisation, nowhere));
        CHECK_FALSE(office.engine->owner_of(stream_of(nowhere)));
        CHECK(refused(office.ask(Cancel{nowhere, {}})) == Rejection::not_found);
    }
    CHECK(office.engine->states_cached() == before);
}

TEST_CASE("a reference leads back to its booking") {
    Office office;
    const auto outcome = accepted(office.ask(office.book(nine)));
    const auto* booking = outcome.resource->as<Booking>();
    CHECK(office.engine->booking_of(booking->reference.text) == booking->id);
    CHECK_FALSE(office.engine->booking_of("ZZZZ-ZZZZ"));
    std::string typed = booking->reference.text;
    std::erase(typed, '-');
    std::ranges::transform(typed, typed.begin(), [](char c) { return c == '0' ? 'o' : c; });
    CHECK(office.engine->booking_of(typed) == booking->id);
}

TEST_CASE("a text that another secret would make of a booking's place is not its reference") {
    Office office;
    const auto outcome = accepted(office.ask(office.book(nine)));
    const auto* booking = outcome.resource->as<Booking>();
    const auto earlier = office.engine->secrets().current(SecretKind::reference).key;
    const auto place = read_reference(earlier, booking->reference.text);
    REQUIRE(place);
    Secrets secrets{office.disk, {}, StoreAge::has_records, office.randomness};
    const auto later = secrets.add(SecretKind::reference, office.randomness).key;
    office.reopen();
    CHECK(office.engine->booking_of(booking->reference.text) == booking->id);
    CHECK_FALSE(office.engine->booking_of(make_reference(later, *place)));
}

TEST_CASE("what was sealed opens again, from the open record and from the log") {
    Office office;
    const auto outcome = accepted(office.ask(office.book(nine)));
    const auto* booking = outcome.resource->as<Booking>();
    const auto stored = office.engine->event(stream_of(booking->id), booking->sealed_at.guests);
    REQUIRE(stored);
    const auto& made = std::get<BookingConfirmed>(stored->event);
    CHECK(office.engine->open(stored->envelope.id, "guests/0", made.guests[0].details) ==
          R"({"name":"Ann"})");
}

TEST_CASE("somebody who books without a key acts as the first guest, whose address is sealed") {
    Office office;
    ChangeMeetingType open;
    open.meeting_type = office.meeting_type;
    open.is_public = true;
    (void)accepted(office.ask(open));
    office.actor = {.kind = ActorKind::anonymous, .role = Role::guest};
    const auto book = office.book(nine);
    office.origin = Clear{R"({"address":"192.0.2.7"})"};
    (void)accepted(office.ask(book));
    const auto stored = office.engine->event(stream_of(book.booking), Revision{1});
    REQUIRE(stored);
    CHECK(stored->envelope.actor == "guest:" + to_text(book.guests[0].subject));
    CHECK(office.engine->open(stored->envelope.id, "origin", stored->envelope.origin) ==
          R"({"address":"192.0.2.7"})");
}

TEST_CASE("an operator ends the holding of time, and the log says so") {
    Office office;
    const auto held = office.clock.now();
    office.clock.set(held - std::chrono::days{3});
    office.engine->accept_clock();
    office.finish();
    const auto bytes = office.log.read(office.log.last());
    const auto view = parse_record(*bytes);
    REQUIRE(view);
    REQUIRE(view->events.size() == 1);
    const auto stored = decode_event(view->events[0]);
    CHECK(stored.event == Event{ClockReset{held, held - std::chrono::days{3}}});
}

TEST_CASE("the log says that the clock was reset before anything of the earlier time") {
    Office office;
    ChangeMeetingType change;
    change.meeting_type = office.meeting_type;
    change.approval = Approval{.required = true, .deadline = Minutes{5}};
    (void)accepted(office.ask(change));
    for (const int hour : {0, 1}) (void)office.ask(office.book(nine + Minutes{60 * hour}));
    const auto booked_at = office.clock.now();
    office.limits.record_commands_max = 1;
    office.reopen();
    office.clock.set(booked_at + std::chrono::days{3});
    office.engine->step();  // writes one that fell due: the record has no room for the other
    auto full = office.engine->take();
    office.engine->commit(*full);
    office.reopen();
    office.clock.set(booked_at + std::chrono::days{1});
    office.engine->accept_clock();
    office.engine->step();
    const auto record = office.engine->take();
    REQUIRE(record);
    const auto first = parse_record(record->record);
    CHECK(first->commands.front().entry.name == ResetClock::name);
}

TEST_CASE("all that a query reads stands at one position, whatever becomes durable meanwhile") {
    Office office;
    const auto book = office.book(nine);
    (void)office.submit(book);
    office.engine->step();
    auto commit = office.engine->take();
    REQUIRE(commit);
    const auto before = office.engine->position();
    CHECK_FALSE(office.engine->find(office.organisation, book.booking));
    office.engine->commit(*commit);
    CHECK(office.engine->find(office.organisation, office.host)->calendar.size() == 0);
    CHECK(office.engine->position() == before);
    office.engine->settle();
    CHECK(office.engine->find(office.organisation, office.host)->calendar.size() == 1);
    CHECK(office.engine->position() != before);
}

}  // namespace engine_test
