#include <map>

#include "commands/cancel_series.hpp"
#include "tests/commands/class.hpp"
#include "tests/commands/series_clinic.hpp"

// Series of a type of several seats (rules C4, C5, T1 to T3).
namespace commands_series_of_seats_test {

using namespace kalends;
using namespace kalends::clinic;

namespace {

constexpr Instant at_nine = tuesday(9);
const std::string daily = "FREQ=DAILY;COUNT=3";

BookSeries series_of(std::uint32_t party, Instant start = at_nine,
                     const std::string& rule = daily) {
    auto command = book_series(start, rule);
    command.each.party = party;
    return command;
}

BookSeries skipping(BookSeries command) {
    command.skips_refused = true;
    return command;
}

RescheduleSeries move(std::uint64_t number, Instant to, SeriesScope scope = SeriesScope::all) {
    return move_series({series, scope, occurrence(number)}, to);
}

MeetingTypeChanged with_seats(std::uint32_t seats, std::vector<Limit> limits = {}) {
    auto terms = consultation_terms();
    if (seats > 1) terms.seats = seats;
    terms.limits = std::move(limits);
    return {consultation, terms};
}

std::vector<Limit> once_a_day() {
    return {{LimitScope::type, LimitPeriod::day, 1, {}}};
}

const SeatsTaken& seats_of(const Given& world, std::uint64_t number) {
    return *world.state(occurrence(number)).when.seats;
}

std::vector<Rejection> reasons(const Decision& decided) {
    REQUIRE_FALSE(decided);
    std::vector<Rejection> all;
    for (const auto& one : decided.error().occurrences) all.push_back(one.reason);
    return all;
}

// From ten to half past eleven, so that a day has one start, and two days are open.
MeetingTypeChanged one_class_a_day() {
    auto changed = with_seats(3);
    changed.terms.duration = Minutes{60};
    changed.terms.buffers = {};
    changed.terms.grid.interval = Minutes{90};
    changed.terms.window = DaysWithSlots{2};
    changed.terms.schedule = Schedule{"UTC", {{{127}, {Minutes{600}, Minutes{690}}, {}}}, {}, {}};
    return changed;
}

std::int64_t counted(const Given& world, Instant on) {
    const Date date{std::chrono::floor<std::chrono::days>(on).time_since_epoch()};
    const auto of_type = world.state(consultation).tallies.used({date, date}, {}).count;
    CHECK(world.state(anna).tallies.used({date, date}, consultation).count == of_type);
    return of_type;
}

// What is decided, one event after the other: at no moment do two sessions overlap, nor has one
// more than its seats.
Given& happens_in_order(Given& world, const Command& command) {
    const auto decided = world.when(command);
    CAPTURE(decided);
    REQUIRE(decided);
    for (const auto& event : *decided) {
        world.happened({event}, now);
        std::map<SessionId, std::uint32_t> taken;
        const Claim* before = nullptr;
        std::vector<Claim> all;
        world.state(anna).calendar.visit_all([&](const Claim& claim) { all.push_back(claim); });
        for (const auto& claim : all) {
            const bool is_clear = before == nullptr || before->shares_session(claim) ||
                                  !before->window.overlaps(claim.window);
            CHECK(is_clear);
            before = &claim;
            if (!claim.seating) continue;
            taken[claim.seating->session] += claim.seating->taken;
            CHECK(taken[claim.seating->session] <= claim.seating->of);
        }
    }
    return world;
}

constexpr SessionId session_moved_singly{IdBits{12, 1}};

Reschedule move_to_noon(std::uint64_t number) {
    Reschedule move;
    move.booking = occurrence(number);
    move.start = tuesday(12);
    move.session = SessionId{IdBits{12, number}};
    return move;
}

// Two occurrences that moved into one session, after their type got seats.
Given met_in_session() {
    auto world = given_series(tuesday(9), "FREQ=DAILY;COUNT=2");
    world.happened({with_seats(3)}, now);
    happens(world, move_to_noon(1));
    return happens(world, move_to_noon(2));
}

}  // namespace

TEST_CASE("C4, N2: an occurrence that opens a session off the grid moves the window on") {
    Events before{one_class_a_day()};
    for (const auto day : {0, 1}) {
        const Instant ten = tuesday(10) + day * one_day;
        const AbsenceId absence{IdBits{12, 1 + static_cast<std::uint64_t>(day)}};
        before.push_back(AbsenceAdded{anna, absence, {ten, ten + Minutes{15}}, {}});
    }
    auto command = series_of(1, tuesday(10, 20) + one_day, "FREQ=DAILY;COUNT=2");
    command.each.overrides = {Rejection::misaligned_start};
    CHECK(reasons(given(before).when(command)) == std::vector{Rejection::too_far});
}

TEST_CASE("C4: each occurrence takes seats, and opens a session where none is") {
    auto world = class_of(3);
    happens(world, seats(other_booking, at_nine + one_day));
    happens_in_order(world, series_of(2));
    CHECK(seats_of(world, 1) == SeatsTaken{session_made(1), 2, 3, true});
    CHECK(seats_of(world, 2) == SeatsTaken{opened_by(other_booking), 2, 3, false});
    CHECK(seats_of(world, 3) == SeatsTaken{session_made(3), 2, 3, true});
    for (std::uint64_t i = 1; i <= 3; ++i) {
        CHECK(world.state(occurrence(i)).party == 2);
        CHECK(world.state(seats_of(world, i).session).is_open(now));
    }
    CHECK(world.state(opened_by(other_booking)).taken(now) == 3);
}

TEST_CASE("C4, T1: where a session has too few seats left, its occurrence is refused and named") {
    auto world = class_of(3);
    happens(world, seats(booking, at_nine));
    happens(world, seats(other_booking, at_nine + one_day, 2));
    const auto refused = world.when(series_of(2));
    CHECK(reasons(refused) == std::vector{Rejection::seats_full});
    CHECK(refused.error().reason == Rejection::seats_full);
    CHECK(refused.error().field == "/recurrence/rule");
    CHECK(refused.error().occurrences.front().start == at_nine + one_day);
    happens_in_order(world, skipping(series_of(2)));
    CHECK(starts_of_series(world) == std::vector{at_nine, at_nine + 2 * one_day});
    CHECK(world.state(series).refused.front().reason == Rejection::seats_full);
    // Its own start still has a seat for one.
    auto single = class_of(3);
    happens(single, seats(other_booking, at_nine + one_day, 2));
    CHECK(single.when(series_of(1)));
}

TEST_CASE("C4, T1: a party that is too large is so at every start") {
    const auto refused = class_of(3).when(series_of(4));
    CHECK(reasons(refused) == std::vector(3, Rejection::party_too_large));
    CHECK(refused.error().field == "/party");
}

TEST_CASE("C4, T2: an occurrence that joins a session takes what was recorded when it opened") {
    auto world = class_of(3);
    happens(world, seats(other_booking, at_nine + one_day));
    auto terms = consultation_terms();
    terms.seats = 5;
    terms.buffers = {Minutes{0}, Minutes{0}, false};
    world.happened({MeetingTypeChanged{consultation, terms}}, now);
    happens_in_order(world, series_of(2));
    CHECK(seats_of(world, 1).of == 5);
    CHECK(seats_of(world, 2) == SeatsTaken{opened_by(other_booking), 2, 3, false});
    CHECK(world.state(occurrence(2)).when.hosts == world.state(other_booking).when.hosts);
}

TEST_CASE("C4, L1: an occurrence that joins a session adds nothing to limits") {
    auto world = class_of(3);
    happens(world, seats(other_booking, at_nine + one_day));
    world.happened({with_seats(3, {{LimitScope::type, LimitPeriod::week, 3, {}}})}, now);
    happens_in_order(world, series_of(1));
    CHECK(reasons(world.when(series_of(1, tuesday(10)))) ==
          std::vector(3, Rejection::limit_reached));
    CHECK(world.when(seats(booking, at_nine)));
}

TEST_CASE("C4: occurrences that overlap each other have no session in common") {
    auto terms = consultation_terms();
    terms.seats = 3;
    terms.duration = std::chrono::days{1};
    terms.grid.interval = Minutes{30};
    terms.schedule =
        Schedule{"UTC", {{Weekdays{0b1111111}, {Minutes{0}, minutes_per_day}, {}}}, {}, {}};
    const auto world = given({MeetingTypeChanged{consultation, terms}});
    const auto refused = world.when(series_of(1, at_nine, "FREQ=DAILY;COUNT=2"));
    CHECK(reasons(refused) == std::vector{Rejection::claimed});
}

TEST_CASE("C5: a series of seats moves, and leaves its sessions to the others") {
    auto world = class_of(3);
    happens(world, series_of(1));
    happens(world, seats(booking, at_nine));
    happens(world, seats(other_booking, tuesday(11) + one_day, 2));
    happens_in_order(world, move(1, tuesday(11)));
    CHECK(starts_of_series(world) ==
          std::vector{tuesday(11), tuesday(11) + one_day, tuesday(11) + 2 * one_day});
    // From the last on, as they move.
    CHECK(seats_of(world, 3) == SeatsTaken{session_moved(1), 1, 3, true});
    CHECK(seats_of(world, 2) == SeatsTaken{opened_by(other_booking), 1, 3, false});
    CHECK(seats_of(world, 1) == SeatsTaken{session_moved(3), 1, 3, true});
    CHECK(world.state(session_made(1)).taken(now) == 1);
    CHECK_FALSE(world.state(session_made(2)).is_open(now));
    CHECK_FALSE(world.state(session_made(3)).is_open(now));
    CHECK(counted(world, at_nine) == 2);
    CHECK(counted(world, at_nine + one_day) == 1);
}

TEST_CASE("B5: occurrences with seats give way to each other, their sessions too") {
    for (const auto by : {one_day, -one_day}) {
        const auto week_on = at_nine + 7 * one_day;
        auto world = class_of(3);
        happens(world, series_of(3, week_on));
        world.happened({with_seats(3, once_a_day())}, now);
        happens_in_order(world, move(1, week_on + by));
        CHECK(starts_of_series(world) ==
              std::vector{week_on + by, week_on + one_day + by, week_on + 2 * one_day + by});
        for (int i = 0; i < 3; ++i) CHECK(counted(world, week_on + by + i * one_day) == 1);
    }
}

TEST_CASE("B5, T3: an occurrence joins those whom another of its series left in their session") {
    auto world = class_of(3);
    happens(world, series_of(2));
    happens(world, seats(booking, at_nine + one_day));
    happens_in_order(world, move(1, at_nine + one_day));
    CHECK(seats_of(world, 1) == SeatsTaken{session_made(2), 2, 3, false});
    CHECK(world.state(session_made(2)).taken(now) == 3);
}

TEST_CASE("C5, T1: where others have too many seats, the occurrences that cannot go are named") {
    auto world = class_of(3);
    happens(world, series_of(2));
    happens(world, seats(booking, tuesday(11) + one_day, 2));
    const auto refused = world.when(move(1, tuesday(11)));
    CHECK(reasons(refused) == std::vector{Rejection::seats_full});
    CHECK(refused.error().occurrences.front().start == tuesday(11) + one_day);
    CHECK(refused.error().field == "/start");
}

TEST_CASE("C5: one occurrence moves by itself, or with those after it") {
    auto world = class_of(3);
    happens(world, series_of(1));
    happens(world, seats(booking, at_nine + one_day));
    auto alone = world;
    happens_in_order(alone, move(2, tuesday(11) + one_day, SeriesScope::one));
    CHECK(starts_of_series(alone) ==
          std::vector{at_nine, tuesday(11) + one_day, at_nine + 2 * one_day});
    CHECK(alone.state(session_made(2)).taken(now) == 1);
    happens_in_order(world, move(2, tuesday(11) + one_day, SeriesScope::following));
    CHECK(starts_of_series(world) ==
          std::vector{at_nine, tuesday(11) + one_day, tuesday(11) + 2 * one_day});
    CHECK(seats_of(world, 1) == SeatsTaken{session_made(1), 1, 3, true});
}

TEST_CASE("C5, L3: occurrences that have come to share a session count once where they go") {
    auto world = met_in_session();
    world.happened({with_seats(3, {{LimitScope::type, LimitPeriod::week, 1, {}}})}, now);
    happens_in_order(world, move(1, tuesday(14)));
    CHECK(seats_of(world, 1) == SeatsTaken{session_moved(1), 1, 3, false});
    CHECK(world.state(session_moved(1)).taken(now) == 2);
    CHECK_FALSE(world.state(session_moved_singly).is_open(now));
    CHECK(counted(world, tuesday(14)) == 1);
    // Another who stays in the session has it count where it was.
    auto shared = met_in_session();
    happens(shared, seats(booking, tuesday(12)));
    shared.happened({with_seats(3, once_a_day())}, now);
    CHECK(reasons(shared.when(move(1, tuesday(14)))) == std::vector(2, Rejection::limit_reached));
}

TEST_CASE("C5, P2: those who share a session go where its time was only as the session does") {
    auto world = met_in_session();
    CHECK(reasons(world.when(move(1, tuesday(12, 30)))) == std::vector{Rejection::claimed});
    happens_in_order(world, RescheduleSession{session_moved_singly, tuesday(12, 30), {}, {}});
    CHECK(starts_of_series(world) == std::vector(2, tuesday(12, 30)));
}

TEST_CASE("C5: occurrences have seats where they go if their type has several by then") {
    auto world = class_of(3);
    happens(world, series_of(1));
    world.happened({with_seats(1)}, now);
    happens_in_order(world, move(1, tuesday(11)));
    for (std::uint64_t i = 1; i <= 3; ++i) CHECK_FALSE(world.state(occurrence(i)).when.seats);
    auto plain = given_series(at_nine, daily);
    plain.happened({with_seats(3)}, now);
    happens_in_order(plain, move(1, tuesday(11)));
    CHECK(seats_of(plain, 1) == SeatsTaken{session_moved(3), 1, 3, true});
}

TEST_CASE("C5: a series is cancelled with its seats, and the last of them closes the session") {
    auto world = met_in_session();
    CHECK(world.state(anna).calendar.size() == 2);
    const CancelSeries cancel{{series, SeriesScope::all, {}}, {}};
    const auto decided = world.when(cancel);
    REQUIRE(decided);
    REQUIRE(decided->size() == 3);
    CHECK(std::get<BookingCancelled>((*decided)[1]).released.seats ==
          SeatsOf{session_moved_singly, false});
    CHECK(std::get<BookingCancelled>((*decided)[2]).released.seats ==
          SeatsOf{session_moved_singly, true});
    world.happened(*decided, now);
    CHECK(world.state(anna).calendar.size() == 0);
    CHECK(world.state(consultation).tallies == Tallies{});
    CHECK_FALSE(world.state(session_moved_singly).is_open(now));
}

}  // namespace commands_series_of_seats_test
