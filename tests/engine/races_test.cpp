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
    return RescheduleSeries{all, nine - one_day, {}, {}};
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

using enum Contender::Kind;
constexpr std::array contenders{
    Contender{"book", takes, book},
    Contender{"hold", takes, hold},
    Contender{"request", takes, request},
    Contender{"reschedule", takes, reschedule},
    Contender{"series", takes, series},
    Contender{"move series", takes, move_series},
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
