#include "projections/audit/rotations_proof.hpp"

#include <doctest/doctest.h>

#include "domain/planted_bugs.hpp"
#include "projections/audit/verify.hpp"
#include "tests/office/office.hpp"
#include "tests/projections/clean_log.hpp"

namespace rotations_proof_test {

using namespace kalends;
using kalends::testing::at;
using kalends::testing::Office;
using kalends::testing::verify_clean;

namespace {

constexpr MeetingTypeId visit{IdBits{2, 1}};
constexpr HostId anna{IdBits{3, 1}};
constexpr HostId ben{IdBits{3, 2}};
constexpr HostId carla{IdBits{3, 3}};
const Instant now = at("2026-11-02T08:00:00Z");

using Broken = std::vector<BrokenChoice>;

// A visit to Anna, who takes two of three, or to Ben, told by hand, event by event.
struct Told {
    Told() {
        MeetingTypeChanged changed{visit, {}};
        changed.terms.hosts.groups = {{{{anna, 2, 0}, {ben, 1, 5}}}};
        CHECK(tell(changed).empty());
    }

    Broken tell(const Event& event, Instant time = now) {
        StoredEvent stored{{}, event};
        stored.envelope.time = time;
        for (const auto stream : streams_of(event)) {
            stored.envelope.streams.emplace_back(stream, Revision{1});
        }
        return proof.take(stored);
    }
    static BookingConfirmed booking(std::uint64_t number, const Assignment& assignment) {
        BookingConfirmed confirmed;
        confirmed.booking = BookingId{IdBits{6, number}};
        confirmed.meeting_type = visit;
        confirmed.when.hosts = {{assignment.host, {now, now + Minutes{30}}, {}, {}}};
        confirmed.when.counted_by = visit;
        confirmed.when.assignments = {assignment};
        return confirmed;
    }
    Broken book(std::uint64_t number, const Assignment& assignment, Instant time = now) {
        return tell(booking(number, assignment), time);
    }

    RotationsProof proof;
};

// The first choice, of both.
Assignment to_anna() {
    return {0,
            anna,
            ChoiceReason::balance,
            now,
            {{anna, 2, 0, 0, 666'666, {}}, {ben, 1, 5, 0, 333'333, {}}}};
}

// The one after it.
Assignment to_ben(Instant chosen_at = now) {
    return {0,
            ben,
            ChoiceReason::balance,
            chosen_at,
            {{anna, 2, 0, -333'333, 666'666, now}, {ben, 1, 5, 333'333, 333'333, {}}}};
}

Broken just(RotationFault fault, HostId host, std::uint64_t booking = 1) {
    return {{fault, stream_of(BookingId{IdBits{6, booking}}), host}};
}

template <class Change>
Broken broken_by(Change change) {
    Told told;
    auto assignment = to_anna();
    change(assignment);
    return told.book(1, assignment);
}

}  // namespace

TEST_CASE("H2: choices that are what their candidates make them are believed, one after another") {
    Told told;
    CHECK(told.book(1, to_anna()).empty());
    CHECK(told.book(2, to_ben()).empty());
    const Assignment tied{
        0,
        ben,
        ChoiceReason::priority,
        now,
        {{anna, 2, 0, 333'333, 666'666, now}, {ben, 1, 5, -333'333, 333'333, now}}};
    CHECK(told.book(3, tied) == just(RotationFault::other_choice, ben, 3));
}

TEST_CASE("H2: another than the first of the candidates is found, and another reason") {
    CHECK(broken_by([](Assignment& one) { one.host = ben; }) ==
          just(RotationFault::other_choice, ben));
    CHECK(broken_by([](Assignment& one) { one.reason = ChoiceReason::id; }) ==
          just(RotationFault::other_reason, anna));
    CHECK(broken_by([](Assignment& one) { one.reason = ChoiceReason::named; }) ==
          just(RotationFault::other_reason, anna));
    CHECK(broken_by([](Assignment& one) { one.reason = ChoiceReason::kept; }) ==
          just(RotationFault::other_reason, anna));
}

TEST_CASE("H2: candidates are those of the group, with its weights, and credits are their shares") {
    CHECK(broken_by([](Assignment& one) { one.candidates[1].host = carla; }) ==
          just(RotationFault::other_candidates, anna));
    CHECK(broken_by([](Assignment& one) { std::swap(one.candidates[0], one.candidates[1]); }) ==
          just(RotationFault::other_candidates, anna));
    CHECK(broken_by([](Assignment& one) { one.candidates[1].priority = 6; }) ==
          just(RotationFault::other_candidates, anna));
    CHECK(broken_by([](Assignment& one) { one.group = 1; }) ==
          just(RotationFault::other_candidates, anna));
    CHECK(broken_by([](Assignment& one) { one.candidates[0].credit = 500'000; }) ==
          just(RotationFault::other_credit, anna));
    CHECK(broken_by([](Assignment& one) { one.chosen_at += Minutes{1}; }) ==
          just(RotationFault::other_time, anna));
}

TEST_CASE("H2: balances are what was credited and paid before, and when one was booked last") {
    CHECK(broken_by([](Assignment& one) { one.candidates[0].balance = 1; }) ==
          just(RotationFault::other_balance, anna));
    Told told;
    CHECK(told.book(1, to_anna()).empty());
    auto never_booked = to_ben();
    never_booked.candidates[0].last_booked.reset();
    CHECK(told.book(2, never_booked) == just(RotationFault::other_balance, ben, 2));
}

TEST_CASE("H2: what is cancelled gives back what it had changed, and nothing else") {
    const auto first = Told::booking(1, to_anna());
    Told told;
    CHECK(told.tell(first).empty());
    SUBCASE("as it is to be") {
        CHECK(told.tell(BookingCancelled{first.booking, claimed(first.when), {}}).empty());
        auto again = to_anna();
        again.candidates[0].last_booked = now;
        CHECK(told.book(2, again).empty());
    }
    SUBCASE("nothing") {
        CHECK(told.tell(BookingCancelled{first.booking, still_claimed(first.when), {}}) ==
              just(RotationFault::other_given_back, {}));
    }
    SUBCASE("twice") {
        CHECK(told.tell(BookingCancelled{first.booking, claimed(first.when), {}}).empty());
        CHECK(told.tell(BookingCancelled{first.booking, claimed(first.when), {}}) ==
              just(RotationFault::other_given_back, {}));
    }
}

TEST_CASE("H2: a booking that moves keeps its host's choice, or there is a new one") {
    const auto first = Told::booking(1, to_anna());
    Told told;
    CHECK(told.tell(first).empty());
    BookingRescheduled moved;
    moved.booking = first.booking;
    moved.meeting_type = visit;
    moved.released = claimed(first.when);
    moved.when = first.when;
    const auto later = now + Minutes{5};
    SUBCASE("kept") {
        CHECK(told.tell(moved, later).empty());
        CHECK(told.book(2, to_ben(later), later).empty());
    }
    SUBCASE("chosen anew where Anna is not free") {
        moved.when.hosts.front().host = ben;
        moved.when.assignments = {
            {0, ben, ChoiceReason::only_candidate, later, {{ben, 1, 5, 0, 1'000'000, {}}}}};
        CHECK(told.tell(moved, later).empty());
    }
    SUBCASE("one that was not there is said to be kept") {
        moved.when.hosts.front().host = ben;
        moved.when.assignments = {{0, ben, ChoiceReason::kept, later, {}}};
        CHECK(told.tell(moved, later) == just(RotationFault::not_kept, ben));
    }
    SUBCASE("one is chosen and another is taken") {
        moved.when.hosts.front().host = ben;
        moved.when.assignments = {
            {0, anna, ChoiceReason::only_candidate, later, {{anna, 2, 0, 0, 1'000'000, now}}}};
        CHECK(told.tell(moved, later) == just(RotationFault::not_on_the_time, anna));
    }
}

TEST_CASE("C4: a series keeps the host of its first occurrence, where that is a candidate") {
    auto first = Told::booking(1, to_anna());
    first.series = SeriesId{IdBits{9, 1}};
    auto second = Told::booking(2, to_ben());
    second.series = first.series;
    Told told;
    CHECK(told.tell(first).empty());
    CHECK(told.tell(second) == just(RotationFault::other_choice, ben, 2));
    second.when.assignments.front().host = anna;
    second.when.assignments.front().reason = ChoiceReason::kept;
    second.when.hosts.front().host = anna;
    Told kept;
    CHECK(kept.tell(first).empty());
    CHECK(kept.tell(second).empty());
}

TEST_CASE("H2: whoever takes over may be named, if there is such a candidate") {
    const auto first = Told::booking(1, to_anna());
    BookingReassigned taken_over;
    taken_over.booking = first.booking;
    taken_over.meeting_type = visit;
    taken_over.released = claimed(first.when);
    taken_over.when = first.when;
    taken_over.when.hosts.front().host = ben;
    taken_over.when.assignments = {
        {0, ben, ChoiceReason::named, now, {{ben, 1, 5, 0, 1'000'000, {}}}}};
    Told told;
    CHECK(told.tell(first).empty());
    CHECK(told.tell(taken_over).empty());
}

namespace {

// An office with two hosts more, of whom one takes each talk, alone or in seats of it, and what
// becomes of that in a day.
struct SharedOffice : Office {
    explicit SharedOffice(std::int64_t seats = 1) {
        if (seats > 1) share_before_hosts_rotate(seats);
        HostGroup group{{{host, 3, 0}}};
        for (const std::uint32_t weight : {1U, 2U}) {
            group.members.push_back({hire(), weight, weight});
        }
        ChangeMeetingType change;
        change.meeting_type = meeting_type;
        change.hosts = HostPlan{{}, {group}};
        change.seats = seats;
        (void)ask(change);
        if (seats > 1) (void)ask(later(early[1]));
        for (int i = 0; i < 40; ++i) {
            auto booking = book(at("2026-11-03T09:00:00Z") + Minutes{30 * (i / 3)});
            booking.session = new_id<SessionId>();
            (void)ask(booking);
            if (i % 7 == 0) (void)ask(Cancel{booking.booking, {}});
            if (i % 5 == 1) (void)ask(later(booking));
            if (i % 6 == 2) (void)ask(Reassign{booking.booking, {}, {}, {}});
            if (i % 11 == 3) (void)ask(book_series(booking.start, "FREQ=DAILY;COUNT=3"));
            if (i % 8 == 5) hold_and_book(booking.start);
            if (i % 8 == 6) hold_and_book(booking.start, Minutes{30});
            if (i % 9 == 7) {
                (void)ask(RescheduleSession{booking.session, booking.start + Minutes{90}, {}, {}});
            }
            if (i % 13 == 4) (void)ask(CancelSession{booking.session, {}});
            clock.set(clock.now() + Minutes{1});
        }
    }

    Reschedule later(const Book& booking) {
        return {booking.booking, booking.start + Minutes{60}, {}, {}, new_id<SessionId>()};
    }

    // Whoever leaves keeps the host, which nobody has paid for.
    void share_before_hosts_rotate(std::int64_t seats) {
        ChangeMeetingType change;
        change.meeting_type = meeting_type;
        change.seats = seats;
        (void)ask(change);
        for (int i = 0; i < 2; ++i) {
            early[i] = book(at("2026-11-05T09:00:00Z"));
            early[i].session = new_id<SessionId>();
            (void)ask(early[i]);
        }
    }

    // Where it was held, or later.
    void hold_and_book(Instant start, Minutes later = Minutes{0}) {
        MakeHold make;
        make.hold = new_id<HoldId>();
        make.session = new_id<SessionId>();
        make.meeting_type = meeting_type;
        make.start = start;
        (void)ask(make);
        auto booking = book(start + later);
        booking.session = new_id<SessionId>();
        booking.hold = make.hold;
        (void)ask(booking);
    }

    Book early[2];

    HostId hire() {
        const auto id = new_id<HostId>();
        (void)ask(CreateHost{id, {HostSort::person, "", "Etc/UTC"}, new_id<SubjectId>(), {}});
        const auto hours = *engine->find(organisation, host)->schedule(default_schedule);
        (void)ask(SetSchedule{id, std::string{default_schedule}, hours});
        return id;
    }
};

}  // namespace

TEST_CASE("H2: a log that the engine wrote of rotations is clean, whatever became of them") {
    SharedOffice office;
    const auto report = verify_clean(office.log);
    CHECK(report.bookings > 30);
}

TEST_CASE("T2, H2: a log of sessions whose hosts rotate is clean, too") {
    SharedOffice office{3};
    const auto report = verify_clean(office.log);
    CHECK(report.bookings > 30);
}

TEST_CASE("T2: only the first claim of a session chooses its host, and the last gives it back") {
    auto first = Told::booking(1, to_anna());
    first.when.seats = SeatsTaken{SessionId{IdBits{10, 1}}, 1, 2, true};
    auto second = Told::booking(2, to_ben());
    second.when = first.when;
    second.when.seats->opens = false;
    Told told;
    CHECK(told.tell(first).empty());
    CHECK(told.tell(second) == just(RotationFault::chosen_to_join, HostId{}, 2));
    BookingCancelled cancelled{first.booking, claimed(first.when), {}};
    CHECK(told.tell(cancelled).empty());
    cancelled = {second.booking, claimed(second.when, &first.when), {}};
    auto too_little = cancelled;
    too_little.released.given_back.clear();
    auto other = told;
    CHECK(other.tell(too_little) == just(RotationFault::other_given_back, HostId{}, 2));
    CHECK(told.tell(cancelled).empty());
    CHECK(told.book(3, to_anna()).front().fault == RotationFault::other_balance);
}

#ifdef KALENDS_PLANTED_BUGS
TEST_CASE("H2: a log by an engine that gives all the same share is not clean") {
    plant(PlantedBug::weight_ignored);
    SharedOffice office;
    plant(PlantedBug::none);
    const auto report = verify(office.log);
    REQUIRE_FALSE(report.is_clean());
    CHECK(report.faults.front().what.starts_with("rotation broken"));
}

TEST_CASE("T2: a log by an engine that opens sessions beside those with room is not clean") {
    plant(PlantedBug::opened_beside_one_with_room);
    SharedOffice office{3};
    plant(PlantedBug::none);
    const auto report = verify(office.log);
    REQUIRE_FALSE(report.is_clean());
    CHECK(report.faults.front().what.find("could have joined") != std::string::npos);
}
#endif

}  // namespace rotations_proof_test
