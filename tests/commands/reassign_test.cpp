#include "commands/reassign.hpp"

#include "tests/commands/given.hpp"

namespace reassign_test {

using namespace kalends;
using namespace kalends::clinic;

namespace {

constexpr HostId room{IdBits{3, 3}};
constexpr HostId other_room{IdBits{3, 4}};
constexpr HostId third_room{IdBits{3, 5}};
constexpr MeetingTypeId visit{IdBits{5, 4}};  // Anna or Ben, and one of three rooms

MeetingTypeTerms visit_terms() {
    auto terms = consultation_terms();
    terms.hosts = {{}, {{{{anna}, {ben}}}, {{{room}, {other_room}, {third_room}}}}};
    return terms;
}

Events visits() {
    Events events;
    for (const auto host : {room, other_room, third_room}) {
        events.push_back(HostCreated{host,
                                     {HostSort::room, {}, "UTC"},
                                     {SubjectId{IdBits{4, 20 + host.bits().low}}, KeySlot{}},
                                     {}});
        events.push_back(ScheduleSet{host, "default", working_days()});
    }
    events.push_back(MeetingTypeCreated{visit, visit_terms()});
    return events;
}

// With a visit on Tuesday at nine, by Anna in the first room.
Given with_visit(Events more = {}) {
    auto world = given(visits()).happened(more);
    const auto decided = world.when(book(booking, tuesday(9), visit));
    REQUIRE(decided);
    world.happened(*decided, now);
    CHECK(hosts_of(world.state(booking).when) == std::vector{anna, room});
    return world;
}

Reassign to(HostId host) {
    return {booking, {}, host, {}};
}

BookingReassigned only(const Decision& decided) {
    REQUIRE(decided);
    REQUIRE((*decided).size() == 1);
    return std::get<BookingReassigned>((*decided).front());
}

std::int64_t balance(const Given& world, HostId host) {
    return world.state(visit).balances->of(host).millionths;
}

// Somebody else's time on a host.
BookingConfirmed taken(HostId host, BookingId id = other_booking) {
    auto event = confirmed(id, tuesday(9));
    event.when = time_at(tuesday(9), host);
    return event;
}

}  // namespace

TEST_CASE("a booking goes over to the host that is named, and the others stay") {
    auto world = with_visit();
    const auto event = only(world.when(to(other_room), now + Minutes{5}));
    CHECK(hosts_of(event.when) == std::vector{anna, other_room});
    CHECK(event.released == claimed(world.state(booking).when));
    CHECK(event.when.hosts.front() == world.state(booking).when.hosts.front());
    CHECK(event.when.assignments.front() == world.state(booking).when.assignments.front());
    CHECK(event.when.assignments.back().reason == ChoiceReason::named);
    world.happened({event}, now + Minutes{5});
    CHECK(world.state(room).calendar.size() == 0);
    CHECK(world.state(other_room).calendar.size() == 1);
    CHECK(world.state(anna).calendar.size() == 1);
    CHECK(world.state(booking).revision == 2);
    CHECK(world.state(booking).status == BookingStatus::confirmed);
}

TEST_CASE("H2: reassigning gives back what was recorded, and the new host pays") {
    auto world = with_visit();
    CHECK(balance(world, room) == -666'666);
    world.happened({only(world.when(to(other_room)))}, now);
    CHECK(balance(world, room) == 0);
    CHECK(balance(world, other_room) == -500'000);
    CHECK(balance(world, third_room) == 500'000);
    CHECK(balance(world, anna) == -500'000);
}

TEST_CASE("without a name the rotation chooses among those of the group that are free") {
    auto world = with_visit({taken(other_room)});
    const Reassign of_room{booking, room, {}, {}};
    const auto event = only(world.when(of_room));
    CHECK(hosts_of(event.when) == std::vector{anna, third_room});
    CHECK(event.when.assignments.back().reason == ChoiceReason::only_candidate);
    CHECK(world.when(Reassign{booking, {}, {}, {}}) ==
          refuse(Rejection::not_found, "/from_host_id"));
    CHECK(world.when(Reassign{booking, third_room, {}, {}}) ==
          refuse(Rejection::not_found, "/from_host_id"));
}

TEST_CASE("what was handed over already stays as it is, so that asking again is safe") {
    auto world = with_visit();
    CHECK(world.when(to(room)) == Events{});
    world.happened({only(world.when(Reassign{booking, room, other_room, {}}))}, now);
    CHECK(world.when(Reassign{booking, room, other_room, {}}) == Events{});
}

TEST_CASE("a booking never has one host twice, and only hosts of its groups") {
    const auto world = with_visit();
    CHECK(world.when(Reassign{booking, anna, room, {}}) ==
          refuse(Rejection::not_found, "/host_id"));
    CHECK(world.when(Reassign{booking, anna, other_room, {}}) ==
          refuse(Rejection::not_found, "/host_id"));
    CHECK(world.when(to(their_host)) == refuse(Rejection::not_found, "/host_id"));
    const auto alone = given({confirmed(booking, tuesday(9))});
    CHECK(alone.when(to(ben)) == refuse(Rejection::not_found, "/host_id"));
    CHECK(alone.when(Reassign{booking, {}, {}, {}}) == refuse(Rejection::not_found, "/host_id"));
}

TEST_CASE("a host that the booking has is not given to it again, whatever became of the groups") {
    auto world = with_visit();
    auto terms = visit_terms();
    terms.hosts = {{}, {{{{anna}, {ben}, {room}}}}};
    world.happened({MeetingTypeChanged{visit, terms}});
    CHECK(world.when(Reassign{booking, anna, room, {}}) ==
          refuse(Rejection::not_found, "/host_id"));
    CHECK(hosts_of(only(world.when(Reassign{booking, anna, ben, {}})).when) ==
          std::vector{ben, room});
}

TEST_CASE("a host that is not free is refused with the reason") {
    auto away = with_visit({taken(other_room), HostRetired{third_room}});
    CHECK(away.when(to(other_room)) == refuse(Rejection::claimed, "/host_id"));
    CHECK(away.when(to(third_room)) == refuse(Rejection::not_active, "/host_id"));
    CHECK(away.when(Reassign{booking, room, {}, {}}) == refuse(Rejection::claimed, "/host_id"));
    auto closed = with_visit();
    closed.happened({ScheduleRemoved{ben, "default"}});
    CHECK(closed.when(to(ben)) == refuse(Rejection::no_schedule, "/host_id"));
}

TEST_CASE("C1, C2: who may reassign is who may decide, and what is over or not confirmed stays") {
    const auto world = with_visit();
    CHECK(world.as(guest(carla)).when(to(other_room)) == refuse(Rejection::forbidden));
    CHECK(world.as(viewer()).when(to(other_room)) == refuse(Rejection::forbidden));
    CHECK(world.as(as_host(ben)).when(to(other_room)) == refuse(Rejection::forbidden));
    CHECK(world.as(as_host(anna)).when(to(other_room)));
    CHECK(world.if_match(9).when(to(other_room)) == refuse(Rejection::stale_revision));
    CHECK(world.when(to(other_room), tuesday(9, 29)));
    CHECK(world.when(to(other_room), tuesday(9, 30)) == refuse(Rejection::already_over));
    CHECK(given({requested(booking, tuesday(9))}).when(to(ben)) ==
          refuse(Rejection::already_decided));
    CHECK(given().when(to(ben)) == refuse(Rejection::not_found));
}

TEST_CASE("a host that left the plan is of the group that it was chosen of") {
    auto world = with_visit();
    auto terms = visit_terms();
    terms.hosts.groups.back().members.erase(terms.hosts.groups.back().members.begin());
    world.happened({MeetingTypeChanged{visit, terms}});
    const auto event = only(world.when(to(third_room)));
    CHECK(hosts_of(event.when) == std::vector{anna, third_room});
}

}  // namespace reassign_test
