#include "domain/session.hpp"

#include "tests/commands/class.hpp"

namespace commands_seats_test {

using namespace kalends;
using namespace kalends::clinic;

namespace {

constexpr BookingId third_booking{IdBits{6, 3}};
const SessionId third_session = opened_by(third_booking);
const SessionId held_session = opened_by(hold);
constexpr Instant at_nine = tuesday(9);

// Somebody took one seat of three at nine.
Given opened() {
    auto world = class_of(3);
    return happens(world, seats(booking, at_nine));
}

std::int64_t counted(const Given& world) {
    const Date date{std::chrono::floor<std::chrono::days>(at_nine).time_since_epoch()};
    const auto of_type = world.state(consultation).tallies.used({date, date}, {}).count;
    CHECK(world.state(anna).tallies.used({date, date}, {}).count == of_type);
    CHECK(world.state(anna).tallies.used({date, date}, consultation).count == of_type);
    return of_type;
}

template <class Fact>
Fact only(const Decision& decision) {
    REQUIRE(decision);
    REQUIRE(decision->size() == 1);
    return std::get<Fact>(decision->front());
}

MeetingTypeChanged changed_class(std::uint32_t seats_now, Buffers buffers) {
    auto terms = consultation_terms();
    terms.seats = seats_now;
    terms.buffers = buffers;
    return {consultation, terms};
}

}  // namespace

TEST_CASE("T2: the first claim opens a session, and later ones join it") {
    const auto first = only<BookingConfirmed>(class_of(3).when(seats(booking, at_nine)));
    CHECK(first.when.seats == SeatsTaken{session, 1, 3, true});
    const auto next = only<BookingConfirmed>(opened().when(seats(other_booking, at_nine, 2)));
    CHECK(next.when.seats == SeatsTaken{session, 2, 3, false});
    CHECK(next.party == 2);
    const auto held = only<HoldMade>(opened().when(hold_seats(hold, at_nine, 1)));
    CHECK(held.when.seats == SeatsTaken{session, 1, 3, false});
}

TEST_CASE("T1: seats are taken until none is left, holds included") {
    auto world = opened();
    CHECK(world.when(seats(other_booking, at_nine, 3)) == refuse(Rejection::seats_full, "/start"));
    happens(world, hold_seats(hold, at_nine, 2));
    CHECK(world.state(session).taken(now) == 3);
    CHECK(world.when(seats(other_booking, at_nine)) == refuse(Rejection::seats_full, "/start"));
    CHECK(world.when(hold_seats(other_hold, at_nine)) == refuse(Rejection::seats_full, "/start"));
    CHECK(world.when(seats(other_booking, at_nine), now + Minutes{10}));
}

TEST_CASE("T1: to another type a session is one claim, and so it is at another start or duration") {
    const auto world = opened();
    CHECK(world.when(book(other_booking, at_nine, surgery)) ==
          refuse(Rejection::claimed, "/start"));
    CHECK(world.when(seats(other_booking, tuesday(9, 30))) == refuse(Rejection::claimed, "/start"));
    auto longer = seats(other_booking, at_nine);
    longer.duration = Minutes{60};
    auto terms = consultation_terms();
    terms.seats = 3;
    terms.durations = DurationList{{Minutes{30}, Minutes{60}}};
    auto with_longer = world;
    with_longer.happened({MeetingTypeChanged{consultation, terms}});
    CHECK(with_longer.when(longer) == refuse(Rejection::claimed, "/start"));
}

TEST_CASE("T1: a party larger than the type takes is told so, before limits and after all else") {
    const auto world = opened();
    CHECK(world.when(seats(other_booking, tuesday(11), 4)) ==
          refuse(Rejection::party_too_large, "/party", "must be at most 3"));
    CHECK(world.when(seats(other_booking, at_nine, 4)) == refuse(Rejection::seats_full, "/start"));
    auto terms = consultation_terms();
    terms.seats = 3;
    terms.party_max = 2;
    terms.limits = {{LimitScope::host, LimitPeriod::day, 1, std::nullopt}};
    auto limited = world;
    limited.happened({MeetingTypeChanged{consultation, terms}});
    CHECK(limited.when(seats(other_booking, tuesday(11), 3)) ==
          refuse(Rejection::party_too_large, "/party", "must be at most 2"));
    CHECK(limited.when(seats(other_booking, tuesday(11), 2)).error().reason ==
          Rejection::limit_reached);
}

TEST_CASE(
    "T2: joining adds nothing to limits, and the session counts until its last seat is free") {
    auto terms = consultation_terms();
    terms.seats = 3;
    terms.limits = {{LimitScope::type, LimitPeriod::day, 1, std::nullopt},
                    {LimitScope::type_on_host, LimitPeriod::day, 1, std::nullopt},
                    {LimitScope::host, LimitPeriod::day, 1, std::nullopt}};
    auto world = given({MeetingTypeChanged{consultation, terms}});
    happens(world, seats(booking, at_nine));
    CHECK(counted(world) == 1);
    happens(world, seats(other_booking, at_nine));
    CHECK(counted(world) == 1);
    CHECK(world.when(seats(third_booking, tuesday(11))).error().reason == Rejection::limit_reached);
    happens(world, Cancel{.booking = booking, .personal = {}});
    CHECK(counted(world) == 1);
    CHECK(world.when(seats(third_booking, at_nine)));
    happens(world, Cancel{.booking = other_booking, .personal = {}});
    CHECK(counted(world) == 0);
    CHECK(world.state(anna).calendar.size() == 0);
    CHECK(world.when(seats(third_booking, tuesday(11), 1)));
}

TEST_CASE("T2: whoever joins takes the window and the seats of when the session was opened") {
    auto world = opened();
    world.happened({changed_class(2, {Minutes{20}, Minutes{20}})});
    const auto next = only<BookingConfirmed>(world.when(seats(other_booking, at_nine, 2)));
    CHECK(next.when.hosts == time_at(at_nine).hosts);
    CHECK(next.when.seats == SeatsTaken{session, 2, 3, false});
    happens(world, seats(other_booking, at_nine, 2));
    CHECK(world.state(session).taken(now) == 3);
    // One that is opened now has those of now.
    const auto fresh = only<BookingConfirmed>(world.when(seats(third_booking, tuesday(11), 2)));
    CHECK(fresh.when.seats == SeatsTaken{third_session, 2, 2, true});
}

TEST_CASE("T2: a session that stands where its type has no grid any more is joined all the same") {
    auto world = opened();
    auto terms = consultation_terms();
    terms.seats = 3;
    terms.grid.offset = Minutes{10};
    world.happened({MeetingTypeChanged{consultation, terms}});
    CHECK(world.when(seats(other_booking, at_nine)));
    CHECK(world.when(seats(other_booking, tuesday(11))).error().reason ==
          Rejection::misaligned_start);
    world.happened({ScheduleRemoved{anna, "default"}});
    CHECK(world.when(seats(other_booking, at_nine)).error().reason == Rejection::no_schedule);
}

TEST_CASE("T2: a hold's seats become its booking's in one event, and the session stays open") {
    auto world = class_of(3);
    happens(world, hold_seats(hold, at_nine, 2));
    auto command = seats(booking, at_nine, 2);
    command.hold = hold;
    const auto confirmed = only<BookingConfirmed>(world.when(command));
    CHECK(confirmed.when.seats == SeatsTaken{held_session, 2, 3, false});
    CHECK(confirmed.hold->released.seats == SeatsOf{held_session, false});
    CHECK_FALSE(confirmed.hold->released.counted);
    happens(world, command);
    CHECK(counted(world) == 1);
    CHECK(world.state(held_session).members ==
          std::vector{SessionMember{stream_of(booking), 2, std::nullopt}});
}

TEST_CASE("T2: a hold that gives way to another party or start lets its seats go") {
    auto world = opened();
    happens(world, hold_seats(hold, at_nine, 2));
    auto command = seats(other_booking, at_nine, 1);
    command.hold = hold;
    happens(world, command);
    CHECK(world.state(session).taken(now) == 2);
    CHECK(counted(world) == 1);
}

TEST_CASE("T2: what ends by itself or by a no lets its seats go, and the last closes the session") {
    auto world = class_of(2, surgery);
    happens(world, seats(booking, at_nine, 1, surgery));
    happens(world, hold_seats(hold, at_nine, 1, surgery));
    CHECK(only<BookingRejected>(world.when(Reject{booking, {}})).released.seats ==
          SeatsOf{session, false});
    happens(world, Reject{booking, {}});
    CHECK(only<HoldReleased>(world.when(ReleaseHold{hold})).released.seats ==
          SeatsOf{session, true});
    const auto expired =
        only<HoldExpired>(world.as(the_system()).when(Expire{stream_of(hold)}, now + Minutes{10}));
    CHECK(expired.released.seats == SeatsOf{session, true});
    world.happened({expired}, now + Minutes{10});
    CHECK(world.state(session).members.empty());
    CHECK(world.state(anna).calendar.size() == 0);
    CHECK(world.state(surgery).tallies == Tallies{});
}

TEST_CASE("T3: a booking moves out of its session and leaves it to the others") {
    auto world = opened();
    happens(world, seats(other_booking, at_nine));
    const Reschedule away{.booking = booking,
                          .start = tuesday(11),
                          .duration = {},
                          .overrides = {},
                          .session = other_session,
                          .personal = {}};
    const auto moved = only<BookingRescheduled>(world.when(away));
    CHECK(moved.released.seats == SeatsOf{session, false});
    CHECK(moved.when.seats == SeatsTaken{other_session, 1, 3, true});
    happens(world, away);
    CHECK(counted(world) == 2);
    auto back = away;
    back.start = at_nine;
    back.session = third_session;
    const auto joined = only<BookingRescheduled>(world.when(back));
    CHECK(joined.released.seats == SeatsOf{other_session, true});
    CHECK(joined.when.seats == SeatsTaken{session, 1, 3, false});
    happens(world, back);
    CHECK(counted(world) == 1);
    CHECK(world.state(session).taken(now) == 2);
    // Its own session keeps others, so that it stands in the way of a start within its window.
    auto nearby = away;
    nearby.start = tuesday(9, 30);
    CHECK(world.when(nearby) == refuse(Rejection::claimed, "/start"));
}

TEST_CASE("B5: who has a session alone may move to a start that it overlaps") {
    auto world = opened();
    auto terms = consultation_terms();
    terms.seats = 3;
    terms.limits = {{LimitScope::host, LimitPeriod::day, 1, std::nullopt}};
    world.happened({MeetingTypeChanged{consultation, terms}});
    const Reschedule nearby{.booking = booking,
                            .start = tuesday(9, 30),
                            .duration = {},
                            .overrides = {},
                            .session = other_session,
                            .personal = {}};
    happens(world, nearby);
    CHECK(counted(world) == 1);
    CHECK_FALSE(world.state(session).is_open(now));
    CHECK(world.state(other_session).is_open(now));
}

TEST_CASE("L3: who leaves a session to others takes nothing from what it counts") {
    auto terms = consultation_terms();
    terms.seats = 3;
    terms.limits = {{LimitScope::host, LimitPeriod::day, 1, std::nullopt}};
    auto world = given({MeetingTypeChanged{consultation, terms}});
    happens(world, seats(booking, at_nine));
    happens(world, seats(other_booking, at_nine));
    const Reschedule away{.booking = booking,
                          .start = tuesday(11),
                          .duration = {},
                          .overrides = {},
                          .session = other_session,
                          .personal = {}};
    CHECK(world.when(away).error().reason == Rejection::limit_reached);
}

TEST_CASE("C6: a retired type takes no more seats") {
    auto world = opened();
    world.happened({MeetingTypeRetired{consultation}});
    CHECK(world.when(seats(other_booking, at_nine)) == refuse(Rejection::not_active));
}

TEST_CASE("a meeting type takes no party that is larger than its seats") {
    ChangeMeetingType change;
    change.meeting_type = consultation;
    change.seats = 3;
    change.party_max = std::int64_t{4};
    CHECK(given().when(change) == refuse(Rejection::party_too_large, "/party_max",
                                         "A party may be no larger than the seats of the type."));
    change.party_max = std::int64_t{3};
    const auto changed = only<MeetingTypeChanged>(given().when(change));
    CHECK(changed.terms.seats == 3U);
    change.seats = 1;
    change.party_max = std::optional<std::int64_t>{};
    CHECK_FALSE(only<MeetingTypeChanged>(class_of(3).when(change)).terms.seats);
}

}  // namespace commands_seats_test
