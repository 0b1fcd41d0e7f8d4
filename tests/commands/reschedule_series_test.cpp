#include "commands/reschedule_series.hpp"

#include "domain/planted_bugs.hpp"
#include "tests/commands/series_clinic.hpp"

namespace reschedule_series_test {

using namespace kalends;
using namespace kalends::clinic;

namespace {

RescheduleSeries move(std::uint64_t number, Instant to, SeriesScope scope = SeriesScope::all) {
    return move_series({series, scope, occurrence(number)}, to);
}

// Where they start after the move.
std::vector<Instant> moved(const Given& world, const RescheduleSeries& command, Instant at = now) {
    const auto decided = world.when(command, at);
    REQUIRE(decided);
    return starts_of_series(Given{world}.happened(*decided, at));
}

using Starts = std::vector<Instant>;

Refusal refused_at(Rejection reason, const Starts& starts) {
    Refusal refusal = refuse(reason, "/start");
    for (const auto start : starts) {
        const CivilMinute civil{std::chrono::floor<Minutes>(start.time_since_epoch())};
        refusal.occurrences.push_back({start, civil, reason});
    }
    return refusal;
}

// In Luxembourg, where the clocks are set on 29 March, from 09:00 to 17:00 every day.
Events in_luxembourg() {
    auto terms = consultation_terms();
    terms.zone = "Europe/Luxembourg";
    terms.schedule = Schedule{"Europe/Luxembourg",
                              {{Weekdays{0b1111111}, {Minutes{9 * 60}, Minutes{17 * 60}}, {}}},
                              {},
                              {}};
    return {MeetingTypeChanged{consultation, terms}};
}

constexpr Instant thursday_26_march = tuesday(0) + std::chrono::days{23};

}  // namespace

TEST_CASE("C5: the occurrence that is named goes where it is said, and the others as far") {
    const auto world = given_series(tuesday(9), "FREQ=WEEKLY;COUNT=3");
    const auto to = tuesday(10) + one_day;
    CHECK(moved(world, move(1, to)) == Starts{to, to + 7 * one_day, to + 14 * one_day});
    CHECK(moved(world, move(2, to + 7 * one_day)) ==
          Starts{to, to + 7 * one_day, to + 14 * one_day});
    CHECK(moved(world, move(2, to + 7 * one_day, SeriesScope::following)) ==
          Starts{tuesday(9), to + 7 * one_day, to + 14 * one_day});
    CHECK(moved(world, move(2, to + 7 * one_day, SeriesScope::one)) ==
          Starts{tuesday(9), to + 7 * one_day, tuesday(9) + 14 * one_day});
}

TEST_CASE("C5: the event of the series says how far, and an event of each booking follows") {
    const auto world = given_series(tuesday(9), "FREQ=DAILY;COUNT=2");
    const auto decided = world.when(move(1, tuesday(11)));
    REQUIRE(decided);
    REQUIRE((*decided).size() == 3);
    const SeriesMoved said{series,
                           SeriesScope::all,
                           *parse_civil_minute("2026-03-03T09:00"),
                           *parse_civil_minute("2026-03-03T11:00"),
                           {occurrence(2), occurrence(1)}};
    CHECK((*decided)[0] == Event{said});
    CHECK(std::get<BookingRescheduled>((*decided)[1]).booking == occurrence(2));
    CHECK(std::get<BookingRescheduled>((*decided)[2]).when.time.start == tuesday(11));
}

TEST_CASE("B5: occurrences that move give way to each other, at no moment overlapping") {
    for (const auto by : {one_day, -one_day, one_day * 0}) {
        const auto world = given_series(tuesday(9) + 7 * one_day, "FREQ=DAILY;COUNT=3");
        const auto first = tuesday(9, 30) + 7 * one_day + by;
        CHECK(moved(world, move(1, first)) == Starts{first, first + one_day, first + 2 * one_day});
    }
}

TEST_CASE("B5: nothing else gives way, neither another's booking nor an occurrence that stays") {
    auto neighbour = confirmed(booking, tuesday(11) + one_day);
    neighbour.guests = {{dora, "UTC", {}}};
    neighbour.subjects = {{dora, KeySlot{}}};
    const auto world = given_series(tuesday(9), "FREQ=DAILY;COUNT=2", {neighbour});
    CHECK(world.when(move(1, tuesday(11))) ==
          refused_at(Rejection::claimed, {tuesday(11) + one_day}));
    CHECK(world.when(move(1, tuesday(9) + one_day, SeriesScope::one)) ==
          refused_at(Rejection::claimed, {tuesday(9) + one_day}));
    CHECK(world.when(move(2, tuesday(9), SeriesScope::following)) ==
          refused_at(Rejection::claimed, {tuesday(9)}));
}

TEST_CASE("C5: where a clock is set back, those that are where they go to stay as they are") {
    auto by_night = in_luxembourg();
    auto terms = std::get<MeetingTypeChanged>(by_night.front()).terms;
    terms.schedule->weekly.front().range = {Minutes{0}, Minutes{24 * 60}};
    terms.window = RollingDays{366};
    const Instant first = *parse_instant("2026-10-24T00:00:00Z");
    auto world =
        given_series(first, "FREQ=DAILY;COUNT=3", {MeetingTypeChanged{consultation, terms}});
    const Instant again = first + one_day + Minutes{60};  // two o'clock, the second time
    world.happened(*world.when(move(2, again, SeriesScope::one)), now);
    const auto decided = world.when(move(2, first + one_day));
    REQUIRE(decided);
    REQUIRE(decided->size() == 2);
    CHECK(std::get<SeriesMoved>(decided->front()).bookings == std::vector{occurrence(2)});
    CHECK(std::get<BookingRescheduled>(decided->back()).booking == occurrence(2));
}

TEST_CASE("C5: if one of them cannot go, none does, and all that cannot are named") {
    const auto world = given_series(tuesday(9), "FREQ=DAILY;COUNT=4");
    // Friday goes to Saturday.
    CHECK(world.when(move(1, tuesday(9) + one_day)) ==
          refused_at(Rejection::outside_hours, {tuesday(9) + 4 * one_day}));
}

TEST_CASE("C5: a move is of civil days and minutes, over a change of the clocks") {
    // 09:00 UTC is 10:00 in winter.
    const auto start = thursday_26_march + std::chrono::hours{9};
    const auto world = given_series(start, "FREQ=DAILY;COUNT=2", in_luxembourg());
    const auto monday = start + 4 * one_day - Minutes{60};
    CHECK(moved(world, move(1, monday)) == Starts{monday, monday + one_day});
    const auto two_days = start + 2 * one_day;
    CHECK(moved(world, move(1, two_days)) == Starts{two_days, two_days + one_day - Minutes{60}});
}

TEST_CASE("C5: an occurrence that was moved by itself keeps its distance") {
    auto world = given_series(tuesday(9), "FREQ=WEEKLY;COUNT=2");
    world.happened(
        *world.when(Reschedule{.booking = occurrence(2), .start = tuesday(14) + 8 * one_day}), now);
    CHECK(moved(world, move(1, tuesday(10))) == Starts{tuesday(10), tuesday(15) + 8 * one_day});
}

TEST_CASE("C5: what has begun or is cancelled stays, and still shows how far the others go") {
    auto world = given_series(tuesday(9), "FREQ=DAILY;COUNT=3");
    const Starts later{tuesday(9), tuesday(10) + one_day, tuesday(10) + 2 * one_day};
    CHECK(moved(world, move(1, tuesday(10)), tuesday(9)) == later);
    CHECK(world.when(move(1, tuesday(10), SeriesScope::one), tuesday(9)) ==
          refuse(Rejection::already_over));
    world.happened({BookingCancelled{occurrence(1), claimed(time_at(tuesday(9))), {}}}, now);
    CHECK(moved(world, move(2, tuesday(10) + one_day)) == later);
}

TEST_CASE("C5: moving a series to where it is changes nothing") {
    CHECK(given_series(tuesday(9), "FREQ=DAILY;COUNT=2").when(move(2, tuesday(9) + one_day)) ==
          Events{});
}

TEST_CASE("C5: each occurrence waits for approval again where the type asks for it") {
    auto terms = consultation_terms();
    terms.approval = {true, {}, true};
    auto world = given_series(tuesday(9), "FREQ=DAILY;COUNT=2");
    world.happened({MeetingTypeChanged{consultation, terms}}, now);
    const auto decided = world.when(move(1, tuesday(10)));
    REQUIRE(decided);
    for (std::size_t i = 1; i < 3; ++i) {
        CHECK(std::get<BookingRescheduled>((*decided)[i]).status == BookingStatus::pending);
    }
}

TEST_CASE("C2: reasons against moving a series come in their order") {
    const auto world = given_series(tuesday(9), "FREQ=DAILY;COUNT=2");
    auto overriding = move(1, tuesday(18));
    CHECK(world.when(overriding) ==
          refused_at(Rejection::outside_hours, {tuesday(18), tuesday(18) + one_day}));
    overriding.overrides = {Rejection::outside_hours, Rejection::misaligned_start};
    CHECK(world.when(overriding));
    CHECK(world.as(as_host(anna)).when(overriding) == refuse(Rejection::forbidden, "/overrides"));
    CHECK(world.as(as_host(anna)).if_match(2).when(overriding, tuesday(9) + 2 * one_day) ==
          refuse(Rejection::forbidden, "/overrides"));
    CHECK(world.as(as_host(ben)).when(move(1, tuesday(10))) == refuse(Rejection::forbidden));
    CHECK(world.if_match(2).when(move(1, tuesday(10))) == refuse(Rejection::stale_revision));
    CHECK(
        Given{world}.happened({MeetingTypeRetired{consultation}}, now).when(move(1, tuesday(10))) ==
        refuse(Rejection::not_active));
}

#ifdef KALENDS_PLANTED_BUGS
TEST_CASE("planted: that an occurrence which stays gives way is noticed") {
    const auto world = given_series(tuesday(9), "FREQ=DAILY;COUNT=2");
    plant(PlantedBug::moved_series_lets_others_give_way);
    const auto decided = world.when(move(1, tuesday(9) + one_day, SeriesScope::one));
    plant(PlantedBug::none);
    CHECK(decided);
}

TEST_CASE("planted: that a series moves by elapsed time is noticed") {
    const auto start = thursday_26_march + std::chrono::hours{9};
    const auto world = given_series(start, "FREQ=DAILY;COUNT=2", in_luxembourg());
    const auto two_days = start + 2 * one_day;
    plant(PlantedBug::series_moved_by_elapsed_time);
    const auto starts = moved(world, move(1, two_days));
    plant(PlantedBug::none);
    CHECK(starts != Starts{two_days, two_days + one_day - Minutes{60}});
}
#endif

}  // namespace reschedule_series_test
