#include "projections/audit/sessions_proof.hpp"

#include <doctest/doctest.h>

#include "domain/session.hpp"
#include "projections/audit/verify.hpp"
#include "tests/office/office.hpp"
#include "tests/projections/clean_log.hpp"

namespace sessions_proof_test {

using namespace kalends;
using kalends::testing::Office;
using kalends::testing::verify_clean;

namespace {

constexpr MeetingTypeId yoga{IdBits{2, 1}};
constexpr MeetingTypeId chess{IdBits{2, 2}};
constexpr HostId anna{IdBits{3, 1}};
constexpr HostId ben{IdBits{3, 2}};
constexpr SessionId session{IdBits{8, 1}};
const Instant now = kalends::testing::at("2026-11-02T08:00:00Z");
const Instant nine = kalends::testing::at("2026-11-03T09:00:00Z");

// Seats of three, on Anna, of the session unless another is said.
BookedTime seats_at(Instant start, std::uint32_t taken, bool opens, SessionId of = session) {
    const Interval time{start, start + Minutes{30}};
    BookedTime when{
        time,   CivilMinute{start.time_since_epoch() / Minutes{1} * Minutes{1}},       "Etc/UTC",
        "test", Date{std::chrono::floor<std::chrono::days>(start.time_since_epoch())}, {},
        yoga};
    when.hosts = {{anna, time, when.type_date, when.type_date}};
    when.seats = SeatsTaken{of, taken, 3, opens};
    return when;
}

ClaimedTime let_go(const BookedTime& when, bool closes) {
    return claimed(when, closes ? &when : nullptr);
}

using Broken = std::vector<BrokenSession>;

// A log told by hand, event by event, of what no engine would write. Each event is a command's own,
// unless `same_command` holds.
struct Told {
    Told() {
        MeetingTypeChanged changed{yoga, {}};
        changed.terms.seats = 3;
        CHECK(tell(changed).empty());
    }

    Broken tell(const Event& event, Instant time = now) {
        if (!same_command) ++commands;
        StoredEvent stored{{}, event};
        stored.envelope.time = time;
        stored.envelope.causation = CommandId{IdBits{5, commands}};
        for (const auto stream : streams_of(event)) {
            stored.envelope.streams.emplace_back(stream, Revision{1});
        }
        return proof.take(stored);
    }
    static BookingId booking(std::uint64_t number) { return BookingId{IdBits{6, number}}; }
    static HoldId hold(std::uint64_t number) { return HoldId{IdBits{7, number}}; }

    Broken book(std::uint64_t number, const BookedTime& when, MeetingTypeId type = yoga) {
        BookingConfirmed confirmed;
        confirmed.booking = booking(number);
        confirmed.meeting_type = type;
        confirmed.when = when;
        confirmed.party = when.seats ? when.seats->taken : 1;
        return tell(confirmed);
    }
    Broken cancel(std::uint64_t number, const BookedTime& when, bool closes) {
        return tell(BookingCancelled{booking(number), let_go(when, closes), {}});
    }
    Broken keep(std::uint64_t number, const BookedTime& when, Instant time = now) {
        HoldMade made;
        made.hold = hold(number);
        made.meeting_type = yoga;
        made.when = when;
        made.party = when.seats->taken;
        made.expires_at = now + Minutes{10};
        return tell(made, time);
    }
    Broken move(std::uint64_t number, const ClaimedTime& from, const BookedTime& to) {
        BookingRescheduled moved;
        moved.booking = booking(number);
        moved.meeting_type = yoga;
        moved.released = from;
        moved.when = to;
        return tell(moved);
    }

    SessionsProof proof;
    bool same_command = false;
    std::uint64_t commands = 0;
};

Broken just(SessionFault fault, StreamId who, SessionId of = session) {
    return {{fault, who, of}};
}

// One seat is taken by the first booking, which opened the session.
struct Opened : Told {
    Opened() { CHECK(book(1, seats_at(nine, 1, true)).empty()); }
};

}  // namespace

TEST_CASE("T2: the first claim opens a session, and no other") {
    Told first;
    CHECK(first.book(1, seats_at(nine, 1, false)) ==
          just(SessionFault::does_not_open, stream_of(Told::booking(1))));
    Opened told;
    CHECK(told.book(2, seats_at(nine, 1, false)).empty());
    CHECK(told.book(3, seats_at(nine, 1, true)) ==
          just(SessionFault::opens_again, stream_of(Told::booking(3))));
}

TEST_CASE("T2: the last to let go closes a session, and no other") {
    Opened told;
    CHECK(told.book(2, seats_at(nine, 1, false)).empty());
    SUBCASE("as it is to be") {
        CHECK(told.cancel(1, seats_at(nine, 1, true), false).empty());
        CHECK(told.cancel(2, seats_at(nine, 1, false), true).empty());
    }
    SUBCASE("too early") {
        CHECK(told.cancel(1, seats_at(nine, 1, true), true) ==
              just(SessionFault::closes_too_early, stream_of(Told::booking(1))));
    }
    SUBCASE("never") {
        CHECK(told.cancel(1, seats_at(nine, 1, true), false).empty());
        CHECK(told.cancel(2, seats_at(nine, 1, false), false) ==
              just(SessionFault::does_not_close, stream_of(Told::booking(2))));
    }
}

TEST_CASE("T2: a session that is closed is not opened again") {
    Opened told;
    CHECK(told.cancel(1, seats_at(nine, 1, true), true).empty());
    CHECK(told.book(2, seats_at(nine, 1, true)) ==
          just(SessionFault::opens_again, stream_of(Told::booking(2))));
}

TEST_CASE("T1: no more seats are taken than a session has, and what has run out takes none") {
    Opened told;
    CHECK(told.keep(1, seats_at(nine, 1, false)).empty());
    CHECK(told.book(2, seats_at(nine, 2, false)) ==
          just(SessionFault::too_many, stream_of(Told::booking(2))));
    Opened later;
    CHECK(later.keep(1, seats_at(nine, 1, false)).empty());
    CHECK(later.keep(2, seats_at(nine, 2, false), now + Minutes{10}).empty());
    Opened extended;
    CHECK(extended.keep(1, seats_at(nine, 1, false)).empty());
    CHECK(extended
              .tell(HoldExtended{Told::hold(1), still_claimed(seats_at(nine, 1, false)),
                                 now + Minutes{20}})
              .empty());
    CHECK(extended.keep(2, seats_at(nine, 2, false), now + Minutes{10}) ==
          just(SessionFault::too_many, stream_of(Told::hold(2))));
}

TEST_CASE("T2: whoever joins a session says of it what was said when it was opened") {
    const auto who = stream_of(Told::booking(2));
    const auto joined_by = [](auto change) {
        Opened told;
        auto when = seats_at(nine, 1, false);
        change(when);
        return told.book(2, when);
    };
    Opened of_type;
    CHECK(of_type.book(2, seats_at(nine, 1, false), chess) == just(SessionFault::other_type, who));
    CHECK(joined_by([](BookedTime& when) { when.hosts.front().host = ben; }) ==
          just(SessionFault::other_hosts, who));
    CHECK(joined_by([](BookedTime& when) { when.time.start += Minutes{5}; }) ==
          just(SessionFault::other_time, who));
    CHECK(joined_by([](BookedTime& when) { when.time.end += Minutes{5}; }) ==
          just(SessionFault::other_time, who));
    CHECK(joined_by([](BookedTime& when) { when.hosts.front().window.end += Minutes{5}; }) ==
          just(SessionFault::other_window, who));
    CHECK(joined_by([](BookedTime& when) { when.type_date += std::chrono::days{1}; }) ==
          just(SessionFault::other_window, who));
    CHECK(joined_by([](BookedTime& when) { when.seats->of = 4; }) ==
          just(SessionFault::other_seats, who));
    auto uneven = seats_at(nine, 1, true);
    uneven.hosts.push_back({ben, {nine, nine + Minutes{5}}, {}, {}});
    CHECK(Told{}.book(2, uneven) == just(SessionFault::other_window, who));
}

TEST_CASE("T2: a session has the seats of its type when it is opened, and a claim its party's") {
    Told told;
    auto when = seats_at(nine, 1, true);
    when.seats->of = 4;
    CHECK(told.book(1, when) ==
          just(SessionFault::seats_differ_from_type, stream_of(Told::booking(1))));
    Opened other;
    BookingConfirmed confirmed;
    confirmed.booking = Told::booking(2);
    confirmed.meeting_type = yoga;
    confirmed.when = seats_at(nine, 1, false);
    confirmed.party = 2;
    CHECK(other.tell(confirmed) == just(SessionFault::other_party, stream_of(Told::booking(2))));
}

TEST_CASE("T3: a claim keeps and lets go of the seats that it has, and of no others") {
    const auto who = stream_of(Told::booking(1));
    const SessionId other{IdBits{8, 2}};
    SUBCASE("of another session") {
        Opened told;
        CHECK(told.cancel(1, seats_at(nine, 1, true, other), true) ==
              just(SessionFault::not_its_seats, who));
    }
    SUBCASE("of none") {
        Opened told;
        CHECK(told.tell(BookingCancelled{Told::booking(1), {{nine, nine}, {anna}, {}}, {}}) ==
              just(SessionFault::not_its_seats, who));
    }
    SUBCASE("that it never had") {
        Opened told;
        CHECK(told.cancel(2, seats_at(nine, 1, false), false) ==
              just(SessionFault::not_its_seats, stream_of(Told::booking(2))));
    }
    SUBCASE("kept") {
        Opened told;
        CHECK(told.tell(BookingApproved{Told::booking(1), still_claimed(seats_at(nine, 1, true))})
                  .empty());
        CHECK(told.tell(BookingApproved{Told::booking(1),
                                        still_claimed(seats_at(nine, 1, true, other))}) ==
              just(SessionFault::not_its_seats, who));
    }
}

TEST_CASE("T3: a hold's seats become its booking's, and the session stays open") {
    Told told;
    CHECK(told.keep(1, seats_at(nine, 2, true)).empty());
    BookingConfirmed confirmed;
    confirmed.booking = Told::booking(1);
    confirmed.meeting_type = yoga;
    confirmed.party = 2;
    confirmed.when = seats_at(nine, 2, false);
    SUBCASE("as it is to be") {
        confirmed.hold = HoldTaken{Told::hold(1), let_go(seats_at(nine, 2, true), false)};
        CHECK(told.tell(confirmed).empty());
        CHECK(told.cancel(1, seats_at(nine, 2, false), true).empty());
    }
    SUBCASE("closed in between") {
        confirmed.hold = HoldTaken{Told::hold(1), let_go(seats_at(nine, 2, true), true)};
        CHECK(told.tell(confirmed) ==
              just(SessionFault::closes_too_early, stream_of(Told::hold(1))));
    }
}

TEST_CASE("T3: a booking that moves leaves its session to the others, with as many seats") {
    const SessionId other{IdBits{8, 2}};
    const auto ten = nine + Minutes{60};
    Opened told;
    CHECK(told.book(2, seats_at(nine, 2, false)).empty());
    CHECK(told.move(2, let_go(seats_at(nine, 2, false), false), seats_at(ten, 1, true, other)) ==
          just(SessionFault::other_party, stream_of(Told::booking(2)), other));
    CHECK(told.move(1, let_go(seats_at(nine, 1, true), true), seats_at(ten, 1, false, other))
              .empty());
}

TEST_CASE("T3: a session is cancelled with all its bookings") {
    Opened told;
    CHECK(told.book(2, seats_at(nine, 1, false)).empty());
    SUBCASE("as it is to be") {
        CHECK(told.tell(SessionCancelled{session, {Told::booking(1), Told::booking(2)}}).empty());
        told.same_command = true;
        CHECK(told.cancel(1, seats_at(nine, 1, true), false).empty());
        CHECK(told.cancel(2, seats_at(nine, 1, false), true).empty());
        CHECK(told.proof.end_command().empty());
    }
    SUBCASE("one is not named") {
        CHECK(told.tell(SessionCancelled{session, {Told::booking(1)}}) ==
              just(SessionFault::not_all_named, stream_of(session)));
    }
    SUBCASE("one stays, and the next command shows it") {
        CHECK(told.tell(SessionCancelled{session, {Told::booking(1), Told::booking(2)}}).empty());
        told.same_command = true;
        CHECK(told.cancel(1, seats_at(nine, 1, true), false).empty());
        told.same_command = false;
        const SessionId other{IdBits{8, 2}};
        CHECK(told.book(3, seats_at(nine + Minutes{60}, 1, true, other)) ==
              just(SessionFault::not_let_go, stream_of(Told::booking(2))));
    }
}

TEST_CASE("T3: a session moves with all its bookings, to one start, and is open again there") {
    const auto ten = nine + Minutes{60};
    Opened told;
    CHECK(told.book(2, seats_at(nine, 1, false)).empty());
    const ClaimedTime whole = let_go(seats_at(nine, 1, true), true);
    const ClaimedTime gone{whole.time, {}, {}, {}, SeatsOf{session, false}};
    const std::vector all{Told::booking(1), Told::booking(2)};
    SUBCASE("as it is to be") {
        CHECK(told.tell(SessionMoved{session, whole, all}).empty());
        told.same_command = true;
        CHECK(told.move(1, gone, seats_at(ten, 1, true)).empty());
        CHECK(told.move(2, gone, seats_at(ten, 1, false)).empty());
        CHECK(told.proof.end_command().empty());
        told.same_command = false;
        CHECK(told.cancel(2, seats_at(ten, 1, false), false).empty());
        CHECK(told.cancel(1, seats_at(ten, 1, true), true).empty());
    }
    SUBCASE("it lets go of another time than it had") {
        const auto elsewhere = let_go(seats_at(ten, 1, true), true);
        CHECK(told.tell(SessionMoved{session, elsewhere, all}) ==
              just(SessionFault::not_its_seats, stream_of(session)));
    }
    SUBCASE("one of them goes somewhere else") {
        CHECK(told.tell(SessionMoved{session, whole, all}).empty());
        told.same_command = true;
        CHECK(told.move(1, gone, seats_at(ten, 1, true)).empty());
        CHECK(told.move(2, gone, seats_at(ten + Minutes{30}, 1, false)) ==
              just(SessionFault::other_time, stream_of(Told::booking(2))));
    }
    SUBCASE("one of them stays behind") {
        CHECK(told.tell(SessionMoved{session, whole, all}).empty());
        told.same_command = true;
        CHECK(told.move(1, gone, seats_at(ten, 1, true)).empty());
        CHECK(told.proof.end_command() ==
              just(SessionFault::not_moved, stream_of(Told::booking(2))));
    }
}

namespace {

// An office whose talk is a class of three seats, and what becomes of it in a day.
struct ClassOffice : Office {
    ClassOffice() {
        ChangeMeetingType change;
        change.meeting_type = meeting_type;
        change.seats = 3;
        (void)ask(change);
        for (int i = 0; i < 6; ++i) take_seats(nine + Minutes{60 * i}, i % 2 == 0);
        (void)ask(CancelSession{sessions[0], {}});
        (void)ask(RescheduleSession{sessions[1], nine + Minutes{600}, {}, {}});
        take_series();
    }

    // Of two seats each day from the one on which others have some; moved by a day, to where the
    // one before it was, and by an hour, to where nobody is.
    void take_series() {
        auto series = book_series(nine + Minutes{120}, "FREQ=DAILY;COUNT=4");
        series.each.party = 2;
        series.skips_refused = true;
        (void)ask(series);
        const auto made = engine->find(organisation, series.series);
        REQUIRE(made != nullptr);
        const auto first = made->bookings.front();
        const auto from = engine->find(organisation, first)->when.time.start;
        const OccurrencesAsked all{series.series, SeriesScope::all, first};
        auto beside = book(from + std::chrono::days{1});
        beside.session = new_id<SessionId>();
        (void)ask(beside);
        for (const auto to : {from + std::chrono::days{1}, from + Minutes{60}}) {
            const auto moved = ask(move_series(all, to));
            CHECK(std::holds_alternative<Accepted>(moved));
        }
        (void)ask(CancelSeries{{series.series, SeriesScope::following, made->bookings[1]}, {}});
    }

    // Two bookings and a hold, which is booked; then one leaves for another start.
    void take_seats(Instant start, bool books_hold) {
        auto first = book(start);
        first.session = new_id<SessionId>();
        (void)ask(first);
        sessions.push_back(first.session);
        MakeHold make;
        make.hold = new_id<HoldId>();
        make.session = new_id<SessionId>();
        make.meeting_type = meeting_type;
        make.start = start;
        (void)ask(make);
        auto second = book(start);
        second.session = new_id<SessionId>();
        if (books_hold) second.hold = make.hold;
        (void)ask(second);
        if (!books_hold) clock.set(clock.now() + Minutes{11});
        (void)ask(Reschedule{first.booking, start + Minutes{30}, {}, {}, new_id<SessionId>()});
    }

    std::vector<SessionId> sessions;
};

}  // namespace

TEST_CASE("T3: a log that the engine wrote of sessions is clean, whatever became of them") {
    ClassOffice office;
    const auto report = verify_clean(office.log);
    CHECK(report.bookings == 17);
    const auto cancelled = office.engine->find(office.organisation, office.sessions[0]);
    CHECK_FALSE(cancelled->is_open(office.clock.now()));
    const auto moved = office.engine->find(office.organisation, office.sessions[1]);
    CHECK(moved->when.time.start == nine + Minutes{600});
}

}  // namespace sessions_proof_test
