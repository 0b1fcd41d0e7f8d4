#include <doctest/doctest.h>

#include "tests/office/office.hpp"

namespace bounds_test {

using namespace kalends;
using kalends::testing::at;
using kalends::testing::Office;

namespace {

const Instant nine = at("2026-11-03T09:00:00Z");

Unavailable::Reason unavailable(const Outcome& outcome) {
    REQUIRE(std::holds_alternative<Unavailable>(outcome));
    return std::get<Unavailable>(outcome).reason;
}

void expect_approval(Office& office, Minutes deadline) {
    ChangeMeetingType change;
    change.meeting_type = office.meeting_type;
    change.approval = Approval{.required = true, .deadline = deadline};
    (void)office.ask(change);
}

}  // namespace

TEST_CASE("a full queue is told at once, before any work") {
    Office office;
    office.limits.queue_commands_max = 2;
    office.reopen();
    (void)office.submit(office.book(nine));
    (void)office.submit(office.book(nine + Minutes{60}));
    const auto third = office.submit(office.book(nine + Minutes{120}));
    CHECK(third->is_settled);
    CHECK(unavailable(*third->outcome) == Unavailable::Reason::queue_full);
    CHECK(office.engine->queued() == 2);
}

TEST_CASE("while a record is in flight, no more is refused than there may be answers waiting") {
    Office office;
    (void)office.ask(office.book(nine));
    office.limits.answers_waiting_max = 3;
    office.reopen();
    (void)office.submit(office.book(nine + Minutes{60}));
    office.engine->step();
    auto in_flight = office.engine->take();
    REQUIRE(in_flight.has_value());
    for (int i = 0; i < 5; ++i) (void)office.submit(office.book(nine));
    office.engine->step();
    CHECK(office.engine->answers_waiting() == 3);
    CHECK(office.engine->queued() == 2);
    office.engine->commit(*in_flight);
    office.finish();
    CHECK(office.engine->answers_waiting() == 0);
}

TEST_CASE("a command whose event would be too large is refused by name, and uses up nothing") {
    Office office;
    const auto before = office.log.last();
    auto huge = office.book(nine);
    huge.personal.metadata = Clear{'"' + std::string(event_bytes_max, 'm') + '"'};
    const Idempotency key{"key-1", "book"};
    const auto no = office.ask(huge, key);
    REQUIRE(std::holds_alternative<Refused>(no));
    CHECK(std::get<Refused>(no).refusal == Refusal{Rejection::too_large, {}});
    CHECK(office.log.last() == before);
    const auto yes = office.ask(office.book(nine), key);
    REQUIRE(std::holds_alternative<Accepted>(yes));
    CHECK_FALSE(std::get<Accepted>(yes).is_replay);
}

TEST_CASE("when the second of two events is too large, the first is not written either") {
    Office office;
    const auto before = office.engine->position();
    office.actor = {.kind = ActorKind::operator_, .role = Role::operator_};
    CreateOrganisation huge{OrganisationId{IdBits{1, 2}}, {"Other", "Etc/UTC"}, {}, {}};
    huge.owner_key = ApiKeyId{IdBits{4, 2}};
    huge.owner_secret_digest = std::string(event_bytes_max, '0');
    const auto no = office.ask(huge);
    REQUIRE(std::holds_alternative<Refused>(no));
    CHECK(std::get<Refused>(no).refusal.reason == Rejection::too_large);
    CHECK(office.engine->position() == before);
    huge.owner_secret_digest = "0";
    CHECK(std::holds_alternative<Accepted>(office.ask(huge)));
}

TEST_CASE("a record takes no more commands than its bound, and the rest go into the next") {
    Office office;
    office.limits.record_commands_max = 2;
    office.reopen();
    const auto before = number(office.log.last());
    for (int i = 0; i < 5; ++i) (void)office.submit(office.book(nine + Minutes{60 * i}));
    office.finish();
    CHECK(number(office.log.last()) == before + 3);
}

TEST_CASE("what falls due fills a record up to its bound, and the command after it waits") {
    Office office;
    expect_approval(office, Minutes{5});
    for (const int hour : {0, 1}) (void)office.ask(office.book(nine + Minutes{60 * hour}));
    office.limits.record_commands_max = 2;
    office.reopen();
    office.clock.set(office.clock.now() + Minutes{5});
    const auto later = office.submit(office.book(nine));
    office.engine->step();
    auto full = office.engine->take();
    REQUIRE(full.has_value());
    CHECK(parse_record(full->record)->commands.size() == 2);
    CHECK_FALSE(later->outcome.has_value());
    office.engine->commit(*full);
    office.finish();
    CHECK(std::holds_alternative<Accepted>(*later->outcome));
}

TEST_CASE("below the reserve of disk nothing is booked, and a booking is cancelled") {
    Office office;
    const auto book = office.book(nine);
    (void)office.ask(book);
    office.disk.set_free_bytes(0);
    office.engine->tend();
    const auto refused = office.ask(office.book(nine + Minutes{60}));
    CHECK(unavailable(refused) == Unavailable::Reason::disk_reserve);
    CHECK(std::holds_alternative<Accepted>(office.ask(Cancel{book.booking, {}})));
}

TEST_CASE("what fell due is written before a command that comes later is decided") {
    Office office;
    expect_approval(office, Minutes{5});
    const auto book = office.book(nine);
    (void)office.ask(book);
    office.clock.set(office.clock.now() + Minutes{5});
    const auto late = office.ask(Approve{book.booking});
    REQUIRE(std::holds_alternative<Refused>(late));
    CHECK(std::get<Refused>(late).refusal.reason == Rejection::already_decided);
    CHECK(office.engine->find(office.organisation, book.booking)->status == BookingStatus::expired);
    CHECK_FALSE(office.engine->next_due());
}

TEST_CASE("on a full disk a store opens that only lets time go") {
    Office office;
    const auto book = office.book(nine);
    (void)office.ask(book);
    office.disk.set_free_bytes(0);
    const auto slots_before = office.disk.size("keys");
    office.reopen();
    CHECK(office.disk.size("keys") == slots_before);
    CHECK(std::holds_alternative<Accepted>(office.ask(Cancel{book.booking, {}})));
}

}  // namespace bounds_test
