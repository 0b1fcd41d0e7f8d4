#include <doctest/doctest.h>

#include <array>
#include <string_view>

#include "tests/office/office.hpp"

namespace races_test {

using namespace kalends;
using kalends::testing::at;
using kalends::testing::Heard;
using kalends::testing::Office;

namespace {

const Instant nine = at("2026-11-03T09:00:00Z");
const Instant eleven = at("2026-11-03T11:00:00Z");
constexpr std::chrono::days one_day{1};
const Interval half_an_hour{nine, nine + Minutes{30}};

// What wants the half hour at nine. One that holds it already cannot lose it any more.
struct Contender {
    std::string_view name;
    enum class Kind { takes, holds_already, is_busy_time } kind;
    // Does what must come before, and gives the command that wants the time.
    Command (*prepare)(Office&);
};

void must(const Outcome& outcome) {
    const auto* refused = std::get_if<Refused>(&outcome);
    CAPTURE(refused == nullptr ? "" : code(refused->refusal.reason));
    REQUIRE(std::holds_alternative<Accepted>(outcome));
}

MeetingTypeId one_to_approve(Office& office) {
    CreateMeetingType create;
    create.meeting_type = office.new_id<MeetingTypeId>();
    create.terms.name = "by request";
    create.terms.hosts.fixed = {office.host};
    create.terms.approval.required = true;
    must(office.ask(create));
    return create.meeting_type;
}

Command book(Office& office) {
    return office.book(nine);
}

Command hold(Office& office) {
    MakeHold hold;
    hold.hold = office.new_id<HoldId>();
    hold.meeting_type = office.meeting_type;
    hold.start = nine;
    return hold;
}

Command confirm(Office& office) {
    const auto held = std::get<MakeHold>(hold(office));
    must(office.ask(held));
    auto book = office.book(nine);
    book.hold = held.hold;
    return book;
}

// Of which the second occurrence wants it.
Command series(Office& office) {
    return office.book_series(nine - one_day, "FREQ=DAILY;COUNT=3");
}

// Where no other contender is, nor was put by one that came before.
Instant apart(Office& office) {
    const auto host = office.engine->find(office.organisation, office.host);
    return eleven + Minutes{30} * host->calendar.size();
}

Command move_series(Office& office) {
    const auto elsewhere = office.book_series(apart(office) - one_day, "FREQ=DAILY;COUNT=2");
    must(office.ask(elsewhere));
    const OccurrencesAsked all{elsewhere.series, SeriesScope::all, elsewhere.bookings.front()};
    return office.move_series(all, nine - one_day);
}

Command reschedule(Office& office) {
    const auto elsewhere = office.book(apart(office));
    must(office.ask(elsewhere));
    return Reschedule{elsewhere.booking, nine, {}, {}, {}};
}

Command approve(Office& office) {
    auto asked = office.book(nine);
    asked.meeting_type = one_to_approve(office);
    must(office.ask(asked));
    return Approve{asked.booking};
}

Command request(Office& office) {
    auto asked = office.book(nine);
    asked.meeting_type = one_to_approve(office);
    return asked;
}

Command import(Office& office) {
    return ImportBusy{office.host,
                      "outlook",
                      {Minutes{600}, WhenStale::open, {}},
                      {nine - Minutes{60}, nine + Minutes{60}},
                      {half_an_hour}};
}

// Of the host and a room that has the same hours.
Command collective(Office& office) {
    const auto room = office.new_id<HostId>();
    const auto host = office.engine->find(office.organisation, office.host);
    must(office.ask(
        CreateHost{room, {HostSort::room, "", "Etc/UTC"}, office.new_id<SubjectId>(), {}}));
    const auto& hours = host->schedules->find(default_schedule)->second.hours;
    must(office.ask(SetSchedule{room, std::string{default_schedule}, *hours}));
    CreateMeetingType create;
    create.meeting_type = office.new_id<MeetingTypeId>();
    create.terms.name = "collective";
    create.terms.hosts.fixed = {room, office.host};
    must(office.ask(create));
    auto book = office.book(nine);
    book.meeting_type = create.meeting_type;
    return book;
}

MeetingTypeId class_of_two(Office& office) {
    CreateMeetingType create;
    create.meeting_type = office.new_id<MeetingTypeId>();
    create.terms.name = "class";
    create.terms.hosts.fixed = {office.host};
    create.terms.seats = 2;
    must(office.ask(create));
    return create.meeting_type;
}

Book seats_of(Office& office, MeetingTypeId type, Instant start, std::uint32_t party = 1) {
    auto book = office.book(start);
    book.meeting_type = type;
    book.party = party;
    book.session = office.new_id<SessionId>();
    return book;
}

Command open_session(Office& office) {
    return seats_of(office, class_of_two(office), nine);
}

Command move_session(Office& office) {
    const auto opened = seats_of(office, class_of_two(office), apart(office));
    must(office.ask(opened));
    return RescheduleSession{opened.session, nine, {}, {}};
}

using enum Contender::Kind;
constexpr std::array contenders{
    Contender{"book", takes, book},
    Contender{"hold", takes, hold},
    Contender{"request", takes, request},
    Contender{"reschedule", takes, reschedule},
    Contender{"series", takes, series},
    Contender{"move series", takes, move_series},
    Contender{"collective", takes, collective},
    Contender{"open session", takes, open_session},
    Contender{"move session", takes, move_session},
    Contender{"confirm", holds_already, confirm},
    Contender{"approve", holds_already, approve},
    Contender{"import", is_busy_time, import},
};

bool is_accepted(const Heard& heard) {
    REQUIRE(heard.outcome);
    return std::holds_alternative<Accepted>(*heard.outcome);
}

std::size_t claims_at_nine(const Office& office) {
    const auto host = office.engine->find(office.organisation, office.host);
    REQUIRE(host);
    std::size_t claims = 0;
    host->calendar.visit_overlapping(half_an_hour, [&claims](const Claim&) {
        ++claims;
        return true;
    });
    return claims;
}

// What wants seats of one class of two at nine.
using WantsSeats = Command (*)(Office&, MeetingTypeId);

Command one_seat(Office& office, MeetingTypeId type) {
    return seats_of(office, type, nine);
}

Command two_seats(Office& office, MeetingTypeId type) {
    return seats_of(office, type, nine, 2);
}

Command held_seat(Office& office, MeetingTypeId type) {
    auto hold = std::get<MakeHold>(races_test::hold(office));
    hold.meeting_type = type;
    hold.session = office.new_id<SessionId>();
    return hold;
}

Command moved_seat(Office& office, MeetingTypeId type) {
    const auto elsewhere = seats_of(office, type, apart(office));
    must(office.ask(elsewhere));
    Reschedule move;
    move.booking = elsewhere.booking;
    move.start = nine;
    move.session = office.new_id<SessionId>();
    return move;
}

Command moved_class(Office& office, MeetingTypeId type) {
    const auto elsewhere = seats_of(office, type, apart(office), 2);
    must(office.ask(elsewhere));
    return RescheduleSession{elsewhere.session, nine, {}, {}};
}

// Of which the second occurrence wants it.
Command seat_of_series(Office& office, MeetingTypeId type) {
    auto series = office.book_series(nine - one_day, "FREQ=DAILY;COUNT=2");
    series.each.meeting_type = type;
    return series;
}

Command seats_of_moved_series(Office& office, MeetingTypeId type) {
    auto elsewhere = office.book_series(apart(office) - one_day, "FREQ=DAILY;COUNT=2");
    elsewhere.each.meeting_type = type;
    elsewhere.each.party = 2;
    must(office.ask(elsewhere));
    return office.move_series({elsewhere.series, SeriesScope::all, elsewhere.bookings.front()},
                              nine - one_day);
}

constexpr std::array<WantsSeats, 7> wants_seats{
    one_seat, two_seats, held_seat, moved_seat, moved_class, seat_of_series, seats_of_moved_series};

// Whose seats they are makes no difference: all at nine are of one session, and no more than it
// has.
std::uint32_t seats_at_nine(const Office& office) {
    const auto host = office.engine->find(office.organisation, office.host);
    std::uint32_t taken = 0;
    std::optional<SessionId> session;
    host->calendar.visit_overlapping(half_an_hour, [&](const Claim& claim) {
        REQUIRE(claim.seating);
        CHECK(session.value_or(claim.seating->session) == claim.seating->session);
        session = claim.seating->session;
        taken += claim.seating->taken;
        return true;
    });
    return taken;
}

// Both are decided in the same record, in this order.
struct Race {
    bool has_first_won = false;
    bool has_second_won = false;
    std::size_t claims = 0;
};

Race race(const Contender& first, const Contender& second) {
    CAPTURE(first.name);
    CAPTURE(second.name);
    Office office;
    const Command one = first.prepare(office);
    const Command two = second.prepare(office);
    const auto heard_one = office.submit(one);
    const auto heard_two = office.submit(two);
    office.finish();
    return {is_accepted(*heard_one), is_accepted(*heard_two), claims_at_nine(office)};
}

template <class Visit>
void visit_pairs(Visit visit) {
    for (const auto& first : contenders) {
        for (const auto& second : contenders) {
            // Two cannot hold one time already.
            if (first.kind == holds_already && second.kind == holds_already) continue;
            CAPTURE(first.name);
            CAPTURE(second.name);
            visit(first, second);
        }
    }
}

}  // namespace

TEST_CASE("P2: of any two commands that want one time, at most one has it, whichever comes first") {
    visit_pairs([](const Contender& first, const Contender& second) {
        const auto raced = race(first, second);
        CHECK(raced.claims <= 1);
        if (first.kind == takes && second.kind == takes) {
            CHECK(raced.has_first_won);
            CHECK_FALSE(raced.has_second_won);
        }
    });
}

TEST_CASE("T1: of any three that want seats of one class, no more have them than there are seats") {
    for (const auto first : wants_seats) {
        for (const auto second : wants_seats) {
            for (const auto third : wants_seats) {
                Office office;
                const auto type = class_of_two(office);
                const Command commands[] = {first(office, type), second(office, type),
                                            third(office, type)};
                std::vector<std::shared_ptr<Heard>> heard;
                for (const auto& command : commands) heard.push_back(office.submit(command));
                office.finish();
                CHECK(is_accepted(*heard.front()));
                const auto taken = seats_at_nine(office);
                CHECK(taken >= 1);
                CHECK(taken <= 2);
            }
        }
    }
}

TEST_CASE("what holds a time already keeps it from whoever else wants it, whichever comes first") {
    visit_pairs([](const Contender& first, const Contender& second) {
        const auto raced = race(first, second);
        if (first.kind == holds_already && second.kind == takes) {
            CHECK(raced.has_first_won);
            CHECK_FALSE(raced.has_second_won);
        }
        if (first.kind == takes && second.kind == holds_already) {
            CHECK_FALSE(raced.has_first_won);
            CHECK(raced.has_second_won);
        }
    });
}

TEST_CASE("busy time is always taken in, undoes nothing, and keeps out what comes after it") {
    visit_pairs([](const Contender& first, const Contender& second) {
        const auto raced = race(first, second);
        if (first.kind == is_busy_time) {
            CHECK(raced.has_first_won);
            const bool cannot_lose = second.name == "confirm" || second.name == "import";
            CHECK(raced.has_second_won == cannot_lose);
        }
        if (second.kind == is_busy_time) {
            CHECK(raced.has_first_won);
            CHECK(raced.has_second_won);
        }
    });
}

TEST_CASE("C3: a clock that steps back across an expiry gives a time to nobody twice") {
    Office office;
    const auto held = std::get<MakeHold>(hold(office));
    const Instant begun = at("2026-11-02T12:00:00Z");
    office.clock.set(begun);
    must(office.ask(held));
    office.clock.set(begun + Minutes{11});
    must(office.ask(office.book(nine)));
    office.clock.set(begun + Minutes{1});
    auto late = office.book(nine);
    late.hold = held.hold;
    const auto outcome = office.ask(late);
    REQUIRE(std::holds_alternative<Refused>(outcome));
    CHECK(std::get<Refused>(outcome).refusal.reason == Rejection::hold_expired);
    CHECK(claims_at_nine(office) == 1);
}

}  // namespace races_test
