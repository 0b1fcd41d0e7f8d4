#include <algorithm>

#include "tests/commands/given.hpp"

namespace several_hosts_commands_test {

using namespace kalends;
using namespace kalends::clinic;

namespace {

constexpr HostId room{IdBits{3, 3}};
constexpr HostId other_room{IdBits{3, 4}};
constexpr MeetingTypeId team{IdBits{5, 3}};   // Anna or Ben, who is to get twice as much
constexpr MeetingTypeId visit{IdBits{5, 4}};  // Anna and one of two rooms

Events rooms() {
    Events events;
    for (const auto host : {room, other_room}) {
        events.push_back(HostCreated{host,
                                     {HostSort::room, {}, "UTC"},
                                     {SubjectId{IdBits{4, 20 + host.bits().low}}, KeySlot{}},
                                     {}});
        events.push_back(ScheduleSet{host, "default", working_days()});
    }
    return events;
}

MeetingTypeTerms of_hosts(HostPlan plan) {
    auto terms = consultation_terms();
    terms.hosts = std::move(plan);
    return terms;
}

Given with_team() {
    return given(rooms()).happened(
        {MeetingTypeCreated{team, of_hosts({{}, {{{{anna, 1}, {ben, 2}}}}})},
         MeetingTypeCreated{visit, of_hosts({{anna}, {{{{room}, {other_room}}}}})}});
}

Book book_again(std::uint64_t number, Instant start, MeetingTypeId type) {
    auto command = book(BookingId{IdBits{6, 100 + number}}, start, type);
    command.guests = {{SubjectId{IdBits{4, 100 + number}}, false, "UTC"}};
    return command;
}

template <class Fact>
Fact only(const Decision& decided) {
    REQUIRE(decided);
    REQUIRE((*decided).size() == 1);
    return std::get<Fact>((*decided).front());
}

// Does what is asked, and gives the event.
template <class Fact>
Fact done(Given& world, const Command& command, Instant at = now) {
    auto fact = only<Fact>(world.when(command, at));
    world.happened({fact}, at);
    return fact;
}

std::vector<HostId> hosts_in(const BookedTime& when) {
    return hosts_of(when);
}

std::int64_t balance(const Given& world, MeetingTypeId type, HostId host) {
    const auto& balances = world.state(type).balances;
    return balances ? balances->of(host).millionths : 0;
}

}  // namespace

TEST_CASE("H3: a doctor and a room are one booking, in one event on the streams of both") {
    auto world = with_team();
    const auto made = done<BookingConfirmed>(world, book(booking, tuesday(9), visit));
    CHECK(hosts_in(made.when) == std::vector{anna, room});
    const auto streams = streams_of(made);
    for (const auto stream : {stream_of(anna), stream_of(room), stream_of(visit)}) {
        CHECK(std::ranges::count(streams, stream) == 1);
    }
    CHECK(world.state(anna).calendar.size() == 1);
    CHECK(world.state(room).calendar.size() == 1);
    CHECK(world.when(book(other_booking, tuesday(9), consultation)) ==
          refuse(Rejection::claimed, "/start"));
    const auto cancelled = done<BookingCancelled>(world, Cancel{booking, {}});
    CHECK(world.state(anna).calendar.size() == 0);
    CHECK(world.state(room).calendar.size() == 0);
    CHECK(cancelled.released.hosts == std::vector{anna, room});
}

TEST_CASE("H2: the event records the candidates, their figures and the reason") {
    auto world = with_team();
    const auto first = done<BookingConfirmed>(world, book_again(1, tuesday(9), team));
    REQUIRE(first.when.assignments.size() == 1);
    const Assignment wanted{0,
                            ben,
                            ChoiceReason::balance,
                            now,
                            {{anna, 1, 0, 0, 333'333, {}}, {ben, 2, 0, 0, 666'666, {}}}};
    CHECK(first.when.assignments.front() == wanted);
    CHECK(hosts_in(first.when) == std::vector{ben});
    CHECK(balance(world, team, anna) == 333'333);
    CHECK(balance(world, team, ben) == -333'333);
    const auto second = done<BookingConfirmed>(world, book_again(2, tuesday(10), team));
    CHECK(hosts_in(second.when) == std::vector{anna});
    CHECK(second.when.assignments.front().candidates.back().last_booked == now);
}

TEST_CASE("H2: whoever is away is no candidate, and neither gains nor owes") {
    auto world = with_team();
    auto of_ben = confirmed(other_booking, tuesday(9));
    of_ben.when = time_at(tuesday(9), ben);
    world.happened({of_ben}, now);
    const auto made = done<BookingConfirmed>(world, book_again(1, tuesday(9), team));
    CHECK(hosts_in(made.when) == std::vector{anna});
    CHECK(made.when.assignments.front().reason == ChoiceReason::only_candidate);
    CHECK(balance(world, team, anna) == 0);
    CHECK(world.when(book_again(2, tuesday(9), team)) == refuse(Rejection::claimed, "/start"));
}

TEST_CASE("H2: what lets a booking go gives back what its event recorded") {
    auto world = with_team();
    const auto made = done<BookingConfirmed>(world, book_again(1, tuesday(9), team));
    done<BookingConfirmed>(world, book_again(2, tuesday(10), team));
    const auto cancelled = done<BookingCancelled>(world, Cancel{made.booking, {}});
    CHECK(cancelled.released.given_back == balance_changes(made.when.assignments));
    CHECK(balance(world, team, anna) == -666'667 + 1);
    CHECK(balance(world, team, ben) == 666'666);
}

TEST_CASE("H2: a hold picks its host, and confirming it changes no balance") {
    auto world = with_team();
    const auto held = done<HoldMade>(world, make_hold(hold, tuesday(9), team));
    REQUIRE(held.when.assignments.size() == 1);
    CHECK(hosts_in(held.when) == std::vector{ben});
    const auto as_held = *world.state(team).balances;
    auto command = book_again(1, tuesday(9), team);
    command.hold = hold;
    const auto made = done<BookingConfirmed>(world, command, now + Minutes{5});
    CHECK(made.when == held.when);
    CHECK(*world.state(team).balances == as_held);
    done<BookingCancelled>(world, Cancel{made.booking, {}});
    CHECK(balance(world, team, ben) == 0);
}

TEST_CASE("H2: a hold that is given up, or is not the one confirmed, gives back") {
    auto world = with_team();
    done<HoldMade>(world, make_hold(hold, tuesday(9), team));
    done<HoldReleased>(world, ReleaseHold{hold});
    CHECK(balance(world, team, ben) == 0);
    done<HoldMade>(world, make_hold(other_hold, tuesday(9), team));
    auto elsewhere = book_again(1, tuesday(11), team);
    elsewhere.hold = other_hold;
    const auto made = done<BookingConfirmed>(world, elsewhere);
    CHECK(made.when.assignments.front().candidates.front().balance == 0);
    CHECK(balance(world, team, anna) + balance(world, team, ben) == 0);
    CHECK(balance(world, team, made.when.hosts.front().host) < 0);
}

TEST_CASE("H2: a booking that moves keeps the hosts that are free, and chooses anew for others") {
    auto world = with_team();
    const auto made = done<BookingConfirmed>(world, book_again(1, tuesday(9), visit));
    CHECK(hosts_in(made.when) == std::vector{anna, room});
    const Reschedule by_an_hour{.booking = made.booking, .start = tuesday(11)};
    const auto moved = done<BookingRescheduled>(world, by_an_hour, now + Minutes{1});
    CHECK(hosts_in(moved.when) == std::vector{anna, room});
    CHECK(moved.when.assignments == made.when.assignments);
    CHECK(balance(world, visit, room) == -500'000);
    auto of_room = confirmed(other_booking, tuesday(13));
    of_room.when = time_at(tuesday(13), room);
    world.happened({of_room}, now);
    const Reschedule away{.booking = made.booking, .start = tuesday(13)};
    const auto chosen = done<BookingRescheduled>(world, away, now + Minutes{2});
    CHECK(hosts_in(chosen.when) == std::vector{anna, other_room});
    CHECK(chosen.when.assignments.front().reason == ChoiceReason::only_candidate);
    CHECK(balance(world, visit, room) == 0);
    CHECK(balance(world, visit, other_room) == 0);
}

TEST_CASE("a host's own key books nobody else of its group, and nothing that it takes no part in") {
    const auto world = with_team();
    const auto own =
        only<BookingConfirmed>(world.as(as_host(anna)).when(book_again(1, tuesday(9), team)));
    CHECK(hosts_in(own.when) == std::vector{anna});
    CHECK(own.when.assignments.front().candidates.size() == 1);
    CHECK(world.as(as_host(ben)).when(book_again(1, tuesday(9), visit)) ==
          refuse(Rejection::forbidden));
    CHECK(world.as(as_host(room)).when(book_again(1, tuesday(9), visit)));
}

TEST_CASE("C2: to a retired host's own key its group takes no claims, whatever else is wrong") {
    auto world = with_team();
    world.happened({HostRetired{anna}});
    auto odd = book_again(1, tuesday(9), team);
    odd.duration = Minutes{7};
    CHECK(world.as(as_host(anna)).when(odd) == refuse(Rejection::not_active));
    CHECK(world.as(as_host(ben)).when(odd).error().reason == Rejection::invalid_duration);
}

TEST_CASE("C6: a type takes claims while no fixed host is retired, and one of each group is not") {
    auto world = with_team();
    world.happened({HostRetired{room}});
    const auto made = only<BookingConfirmed>(world.when(book_again(1, tuesday(9), visit)));
    CHECK(hosts_in(made.when) == std::vector{anna, other_room});
    world.happened({HostRetired{other_room}});
    CHECK(world.when(book_again(1, tuesday(9), visit)) == refuse(Rejection::not_active));
}

TEST_CASE("a plan names hosts that exist and are active, and the refusal says where") {
    const auto world = with_team();
    const auto created = [&](HostPlan plan) {
        return world.when(
            CreateMeetingType{MeetingTypeId{IdBits{5, 7}}, of_hosts(std::move(plan))});
    };
    CHECK(created({{anna}, {{{{room}}}, {{{ben}, {their_host}}}}}) ==
          refuse(Rejection::not_found, "/hosts/2/any_of/1/host_id"));
    auto packed = of_hosts({{}, {{{{anna}, {ben}}}}});
    packed.grid.kind = GridKind::packed;
    CHECK(world.when(CreateMeetingType{MeetingTypeId{IdBits{5, 7}}, packed}) ==
          refuse(Rejection::too_many, "/hosts", "A packed grid takes one host."));
}

}  // namespace several_hosts_commands_test
