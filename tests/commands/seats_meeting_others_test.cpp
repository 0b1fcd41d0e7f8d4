#include "commands/reassign.hpp"
#include "tests/commands/class.hpp"

// What seats come to together with groups and types that change.
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

}  // namespace

TEST_CASE("T3: seats with fixed hosts are not reassigned, and with a group go over together") {
    auto world = class_of(3);
    happens(world, seats(booking, tuesday(9)));
    CHECK(world.when(Reassign{booking, {}, ben, {}}) == refuse(Rejection::not_found, "/host_id"));
    auto terms = consultation_terms();
    terms.hosts = of_group();
    world.happened({MeetingTypeChanged{consultation, terms}});
    happens(world, Reassign{booking, {}, ben, {}});
    CHECK(hosts_of(world.state(booking).when) == std::vector{ben});
    CHECK(hosts_of(world.state(session).when) == std::vector{ben});
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
