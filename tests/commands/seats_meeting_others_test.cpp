#include "commands/cancel_series.hpp"
#include "commands/reassign.hpp"
#include "commands/reschedule_series.hpp"
#include "tests/commands/class.hpp"
#include "tests/commands/series_clinic.hpp"

// What seats come to together with series, groups and types that change.
namespace commands_seats_meeting_others_test {

using namespace kalends;
using namespace kalends::clinic;

namespace {

MeetingTypeChanged with_seats(std::uint32_t seats) {
    auto terms = consultation_terms();
    if (seats > 1) terms.seats = seats;
    return {consultation, terms};
}

MeetingTypeChanged class_on(std::vector<HostId> hosts) {
    auto terms = consultation_terms();
    terms.seats = 3;
    terms.hosts.fixed = std::move(hosts);
    return {consultation, terms};
}

// A session of these hosts at nine, whose type then comes to name others.
Given opened_on(std::vector<HostId> hosts, std::vector<HostId> now_named) {
    auto world = given({class_on(std::move(hosts))});
    happens(world, seats(booking, tuesday(9)));
    return world.happened({class_on(std::move(now_named))});
}

HostPlan of_group() {
    return {{}, {HostGroup{{RotatingHost{anna, 1, 0}, RotatingHost{ben, 1, 0}}}}};
}

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

TEST_CASE("C4: a type of several seats takes no recurrence") {
    const auto refused = class_of(3).when(book_series(tuesday(9), "FREQ=DAILY;COUNT=2"));
    REQUIRE_FALSE(refused);
    CHECK(refused.error().reason == Rejection::invalid_recurrence);
    CHECK(refused.error().field == "/recurrence/rule");
    CHECK_FALSE(refused.error().detail.empty());
}

TEST_CASE(
    "C5: occurrences that came to have seats do not move together, nor while a type has any") {
    auto world = met_in_session();
    const RescheduleSeries move{
        {series, SeriesScope::all, occurrence(1)}, tuesday(14), Reasons{}, {}};
    CHECK(world.when(move) == refuse(Rejection::not_reschedulable));
    CHECK(Given{world}.happened({with_seats(1)}, now).when(move) ==
          refuse(Rejection::not_reschedulable));
    auto plain = given_series(tuesday(9), "FREQ=DAILY;COUNT=2");
    CHECK(plain.when(move));
    CHECK(plain.happened({with_seats(3)}, now).when(move) == refuse(Rejection::not_reschedulable));
}

TEST_CASE("C5: a series is cancelled with its seats, and the last of them closes the session") {
    auto world = met_in_session();
    CHECK(world.state(anna).calendar.size() == 2);
    const CancelSeries cancel{{series, SeriesScope::all, {}}, {}};
    const auto decided = world.when(cancel);
    REQUIRE(decided);
    REQUIRE(decided->size() == 3);
    const SessionId session{IdBits{12, 1}};
    CHECK(std::get<BookingCancelled>((*decided)[1]).released.seats == SeatsOf{session, false});
    CHECK(std::get<BookingCancelled>((*decided)[2]).released.seats == SeatsOf{session, true});
    world.happened(*decided, now);
    CHECK(world.state(anna).calendar.size() == 0);
    CHECK(world.state(consultation).tallies == Tallies{});
    CHECK_FALSE(world.state(session).is_open(now));
}

TEST_CASE("T3: seats are with the hosts of their session, and are not reassigned") {
    auto world = class_of(3);
    happens(world, seats(booking, tuesday(9)));
    CHECK(world.when(Reassign{booking, {}, ben, {}}) == refuse(Rejection::not_found, "/host_id"));
    auto terms = consultation_terms();
    terms.hosts = of_group();
    world.happened({MeetingTypeChanged{consultation, terms}});
    CHECK(world.when(Reassign{booking, {}, ben, {}}) == refuse(Rejection::not_found, "/host_id"));
}

TEST_CASE("T2: seats join a session of the same hosts, in whatever order their type names them") {
    for (const auto& named : {std::vector{anna, ben}, std::vector{ben, anna}}) {
        const auto world = opened_on({anna, ben}, named);
        const auto joined = world.when(seats(other_booking, tuesday(9), 2));
        REQUIRE(joined);
        const auto& when = std::get<BookingConfirmed>(joined->front()).when;
        CHECK(when.seats == SeatsTaken{opened_by(booking), 2, 3, false});
        CHECK(when.hosts == world.state(booking).when.hosts);
        CHECK(world.when(seats(other_booking, tuesday(9), 3)) ==
              refuse(Rejection::seats_full, "/start"));
    }
}

TEST_CASE("T2: a session of other hosts than its type names now is a claim like any other") {
    const std::vector<HostId> both{anna, ben};
    for (const auto& world : {opened_on({anna}, both), opened_on({ben}, both),
                              opened_on(both, {anna}), opened_on(both, {ben})}) {
        CHECK(world.when(seats(other_booking, tuesday(9))) == refuse(Rejection::claimed, "/start"));
        const auto opened = world.when(seats(other_booking, tuesday(11)));
        REQUIRE(opened);
        CHECK(std::get<BookingConfirmed>(opened->front()).when.seats ==
              SeatsTaken{opened_by(other_booking), 1, 3, true});
    }
    const auto free_of_it = opened_on({anna}, {ben}).when(seats(other_booking, tuesday(9)));
    REQUIRE(free_of_it);
    CHECK(std::get<BookingConfirmed>(free_of_it->front()).when.seats->opens);
}

TEST_CASE("H1: seats are for fixed hosts: a type is refused them beside a group") {
    ChangeMeetingType change;
    change.meeting_type = consultation;
    change.seats = 3;
    change.hosts = of_group();
    CHECK(given().when(change) == refuse(Rejection::too_many, "/seats"));
    CreateMeetingType create{MeetingTypeId{IdBits{5, 7}}, consultation_terms()};
    create.terms.seats = 3;
    create.terms.hosts = of_group();
    CHECK(given().when(create) == refuse(Rejection::too_many, "/seats"));
}

TEST_CASE("T1: to a type that has one seat now, a session is a claim like any other") {
    auto world = class_of(3);
    happens(world, seats(booking, tuesday(9)));
    world.happened({with_seats(1)});
    CHECK(world.when(seats(other_booking, tuesday(9))) == refuse(Rejection::claimed, "/start"));
    const auto alone = world.when(seats(other_booking, tuesday(11)));
    REQUIRE(alone);
    CHECK_FALSE(std::get<BookingConfirmed>(alone->front()).when.seats);
    CHECK(world.when(Cancel{.booking = booking, .personal = {}}));
}

TEST_CASE("T1: where a booking's party is too large for its type now, its start says so") {
    auto world = class_of(3);
    happens(world, seats(booking, tuesday(9), 2));
    world.happened({with_seats(1)});
    Reschedule move;
    move.booking = booking;
    move.start = tuesday(11);
    CHECK(world.when(move) == refuse(Rejection::party_too_large, "/start"));
}

}  // namespace commands_seats_meeting_others_test
