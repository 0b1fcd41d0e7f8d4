#include "commands/reassign.hpp"
#include "commands/reschedule_session.hpp"
#include "domain/bounds.hpp"
#include "domain/rotation.hpp"
#include "tests/commands/class.hpp"

// Sessions of a type whose hosts rotate (rules T1 to T3, H1, H2).
namespace commands_seats_on_groups_test {

using namespace kalends;
using namespace kalends::clinic;

namespace {

constexpr Instant at_nine = tuesday(9);
constexpr BookingId third_booking{IdBits{6, 3}};
constexpr BookingId fourth_booking{IdBits{6, 4}};

MeetingTypeTerms terms_of(HostPlan plan, std::uint32_t seats_of_each) {
    auto terms = consultation_terms();
    terms.seats = seats_of_each;
    terms.hosts = std::move(plan);
    return terms;
}

// Anna or Ben gives a class of two, or of as many as are said.
Given pool(std::uint32_t seats_of_each = 2) {
    const HostPlan plan{{}, {{{{anna}, {ben}}}}};
    return given({MeetingTypeChanged{consultation, terms_of(plan, seats_of_each)}});
}

std::vector<HostId> hosts_of(const Given& world, BookingId id) {
    return kalends::hosts_of(world.state(id).when);
}

std::int64_t balance(const Given& world, HostId host) {
    const auto& balances = world.state(consultation).balances;
    return balances ? balances->of(host).millionths : 0;
}

std::int64_t counted(const Given& world) {
    const Date date{std::chrono::floor<std::chrono::days>(at_nine).time_since_epoch()};
    return world.state(consultation).tallies.used({date, date}, {}).count;
}

template <class Fact>
Fact done(Given& world, const Command& command, Instant at = now) {
    const auto decided = world.when(command, at);
    REQUIRE(decided);
    REQUIRE(decided->size() == 1);
    world.happened(*decided, at);
    return std::get<Fact>(decided->front());
}

}  // namespace

TEST_CASE("T2: an open session is joined before any host is chosen, and another opened when full") {
    auto world = pool();
    const auto first = done<BookingConfirmed>(world, seats(booking, at_nine));
    CHECK(first.when.assignments.size() == 1);
    const auto second = done<BookingConfirmed>(world, seats(other_booking, at_nine));
    CHECK(second.when.seats == SeatsTaken{opened_by(booking), 1, 2, false});
    CHECK(second.when.assignments.empty());
    CHECK(kalends::hosts_of(second.when) == kalends::hosts_of(first.when));
    const auto third = done<BookingConfirmed>(world, seats(third_booking, at_nine));
    CHECK(third.when.seats == SeatsTaken{opened_by(third_booking), 1, 2, true});
    CHECK(kalends::hosts_of(third.when) == std::vector{ben});
    CHECK(counted(world) == 2);
    CHECK(world.when(seats(fourth_booking, at_nine, 2)) == refuse(Rejection::seats_full, "/start"));
    CHECK(world.when(seats(fourth_booking, at_nine)));
}

TEST_CASE("T2: a party that the open session has no room for opens another") {
    auto world = pool(3);
    happens(world, seats(booking, at_nine, 2));
    const auto other = done<BookingConfirmed>(world, seats(other_booking, at_nine, 2));
    CHECK(other.when.seats == SeatsTaken{opened_by(other_booking), 2, 3, true});
    CHECK(hosts_of(world, booking) == std::vector{anna});
    CHECK(hosts_of(world, other_booking) == std::vector{ben});
}

TEST_CASE("T2: of several sessions with room the oldest is joined") {
    auto world = pool();
    happens(world, seats(third_booking, at_nine, 2));
    happens(world, seats(booking, at_nine), now + Minutes{1});
    happens(world, hold_seats(hold, at_nine, 1), now + Minutes{1});
    happens(world, Cancel{.booking = third_booking, .personal = {}}, now + Minutes{2});
    happens(world, ReleaseHold{hold}, now + Minutes{2});
    happens(world, seats(fourth_booking, at_nine, 2), now + Minutes{3});
    const Instant later = now + Minutes{4};
    const auto joined = done<BookingConfirmed>(world, seats(other_booking, at_nine), later);
    CHECK(joined.when.seats->session == opened_by(booking));
    CHECK(world.when(seats(third_booking, at_nine), later) ==
          refuse(Rejection::seats_full, "/start"));
    auto two_with_room = pool(3);
    happens(two_with_room, seats(third_booking, at_nine, 2));
    happens(two_with_room, seats(booking, at_nine, 2), now + Minutes{1});
    const auto oldest = done<BookingConfirmed>(two_with_room, seats(other_booking, at_nine), later);
    CHECK(oldest.when.seats->session == opened_by(third_booking));
}

TEST_CASE(
    "T2, H2: a session pays for its host once, and gives it back when its last seat is free") {
    auto world = pool(3);
    happens(world, seats(booking, at_nine));
    const auto paid = balance(world, anna);
    CHECK(paid == -balance(world, ben));
    CHECK(paid != 0);
    happens(world, seats(other_booking, at_nine));
    happens(world, hold_seats(hold, at_nine));
    CHECK(balance(world, anna) == paid);
    const auto left = done<BookingCancelled>(world, Cancel{.booking = booking, .personal = {}});
    CHECK(left.released.given_back.empty());
    happens(world, ReleaseHold{hold});
    CHECK(balance(world, anna) == paid);
    const auto last =
        done<BookingCancelled>(world, Cancel{.booking = other_booking, .personal = {}});
    CHECK_FALSE(last.released.given_back.empty());
    CHECK(balance(world, anna) == 0);
    CHECK(balance(world, ben) == 0);
    CHECK(counted(world) == 0);
}

TEST_CASE("T2, H2: whoever confirms the hold that opened a session leaves its host paid for") {
    auto world = pool();
    happens(world, hold_seats(hold, at_nine));
    const auto paid = balance(world, anna);
    auto command = seats(booking, at_nine);
    command.hold = hold;
    const auto made = done<BookingConfirmed>(world, command);
    CHECK(made.when.seats == SeatsTaken{opened_by(hold), 1, 2, false});
    CHECK(made.when.assignments.empty());
    CHECK(balance(world, anna) == paid);
    happens(world, Cancel{.booking = booking, .personal = {}});
    CHECK(balance(world, anna) == 0);
}

TEST_CASE("H2, T3: who moves keeps the host that is free, and each open session pays for it") {
    auto world = pool();
    happens(world, seats(booking, at_nine));
    happens(world, seats(other_booking, at_nine));
    const auto paid = balance(world, anna);
    const auto left = done<BookingRescheduled>(
        world,
        Reschedule{.booking = other_booking, .start = tuesday(11), .session = other_session});
    CHECK(kalends::hosts_of(left.when) == std::vector{anna});
    CHECK(left.when.assignments.front().reason == ChoiceReason::kept);
    CHECK(left.released.given_back.empty());
    CHECK(balance(world, anna) == 2 * paid);
    const SessionId third{IdBits{10, 33}};
    const auto alone = done<BookingRescheduled>(
        world, Reschedule{.booking = booking, .start = tuesday(14), .session = third});
    CHECK(kalends::hosts_of(alone.when) == std::vector{anna});
    CHECK(alone.released.given_back == balance_changes(alone.when.assignments));
    CHECK(balance(world, anna) == 2 * paid);
    const auto joins = done<BookingRescheduled>(
        world, Reschedule{.booking = booking, .start = tuesday(11), .session = session});
    CHECK(joins.when.seats->session == other_session);
    CHECK(balance(world, anna) == paid);
}

TEST_CASE("T3: who is alone in a session that another opened takes along what was paid") {
    auto world = pool();
    happens(world, seats(booking, at_nine));
    happens(world, seats(other_booking, at_nine));
    happens(world, Cancel{.booking = booking, .personal = {}});
    const auto paid = balance(world, anna);
    const auto moved = done<BookingRescheduled>(
        world,
        Reschedule{.booking = other_booking, .start = tuesday(11), .session = other_session});
    CHECK(kalends::hosts_of(moved.when) == std::vector{anna});
    CHECK(moved.released.given_back == balance_changes(moved.when.assignments));
    CHECK(balance(world, anna) == paid);
}

TEST_CASE("T3: a session moves beside another, on hosts that are free, and keeps its own") {
    auto world = pool();
    happens(world, seats(booking, at_nine));
    happens(world, seats(other_booking, at_nine));
    const auto paid = balance(world, anna);
    happens(world, seats(third_booking, tuesday(11)));
    CHECK(hosts_of(world, third_booking) == std::vector{ben});
    happens(world, RescheduleSession{session, tuesday(11), {}, {}});
    CHECK(hosts_of(world, booking) == std::vector{anna});
    CHECK(hosts_of(world, other_booking) == std::vector{anna});
    CHECK(world.state(session).taken(now) == 2);
    CHECK(balance(world, anna) == 0);
    CHECK(paid != 0);
    happens(world, RescheduleSession{opened_by(third_booking), tuesday(14), {}, {}});
    happens(world, CancelSession{session, {}});
    CHECK(balance(world, anna) == -paid);
    CHECK(world.when(seats(fourth_booking, tuesday(14))));
}

TEST_CASE("T3, H2: reassigning takes the whole session, and gives back what its host had paid") {
    auto world = pool(3);
    happens(world, seats(booking, at_nine));
    happens(world, seats(other_booking, at_nine));
    happens(world, hold_seats(hold, at_nine));
    const auto paid = balance(world, anna);
    happens(world, Reassign{other_booking, {}, {}, {}});
    for (const auto id : {booking, other_booking}) {
        CHECK(hosts_of(world, id) == std::vector{ben});
        CHECK(world.state(id).when.seats->session == session);
        CHECK(world.state(id).status == BookingStatus::confirmed);
    }
    CHECK(world.state(hold).status == HoldStatus::released);
    CHECK(kalends::hosts_of(world.state(session).when) == std::vector{ben});
    CHECK(world.state(session).taken(now) == 2);
    CHECK(world.state(anna).calendar.size() == 0);
    CHECK(world.state(ben).calendar.size() == 2);
    CHECK(counted(world) == 1);
    CHECK(paid < 0);
    CHECK(balance(world, anna) > paid);
    CHECK(balance(world, anna) == -balance(world, ben));
    CHECK(world.when(Reassign{booking, {}, ben, {}}) == Events{});
    const auto joined = done<BookingConfirmed>(world, seats(third_booking, at_nine, 1));
    CHECK(joined.when.seats->session == session);
    happens(world, CancelSession{session, {}});
    CHECK(balance(world, anna) == 0);
    CHECK(balance(world, ben) == 0);
}

TEST_CASE("T3: a session is reassigned to a host that is free for all of it, or stays") {
    auto world = pool(3);
    happens(world, seats(booking, at_nine));
    happens(world, seats(other_booking, at_nine));
    auto away = world;
    away.happened({AbsenceAdded{ben, AbsenceId{IdBits{12, 1}}, {at_nine, tuesday(10)}, {}}});
    CHECK(away.when(Reassign{booking, {}, {}, {}}) == refuse(Rejection::absent, "/host_id"));
    auto late = world;
    late.happened(Events(booking_revisions_max - 1, BookingAmended{other_booking}));
    CHECK(late.when(Reassign{booking, {}, {}, {}}).error().reason == Rejection::too_many);
    auto terms = *world.state(consultation).terms;
    terms.approval.required = true;
    world.happened({MeetingTypeChanged{consultation, terms}});
    happens(world, seats(third_booking, at_nine));
    const auto refused = world.when(Reassign{booking, {}, {}, {}});
    REQUIRE_FALSE(refused);
    CHECK(refused.error().reason == Rejection::already_decided);
    CHECK(refused.error().detail.find(to_text(third_booking)) != std::string::npos);
}

TEST_CASE("T2, T3: whoever takes a session over has the buffers with which it was opened") {
    auto world = pool(3);
    const auto opened = done<BookingConfirmed>(world, seats(booking, at_nine));
    auto terms = *world.state(consultation).terms;
    terms.buffers.after = Minutes{60};
    world.happened({MeetingTypeChanged{consultation, terms}});
    happens(world, Reassign{booking, {}, ben, {}});
    const auto taken_over = world.state(booking).when.hosts;
    CHECK(taken_over.front().host == ben);
    CHECK(taken_over.front().window == opened.when.hosts.front().window);
    world.happened({AbsenceAdded{ben, AbsenceId{IdBits{12, 1}}, {tuesday(10), tuesday(11)}, {}}});
    const auto joined = done<BookingConfirmed>(world, seats(other_booking, at_nine));
    CHECK(joined.when.hosts == taken_over);
}

TEST_CASE("T3: of a session's hosts the one of the group gives way, and no other") {
    constexpr HostId room{IdBits{3, 3}};
    auto world = given(
        {HostCreated{room, {HostSort::room, {}, "UTC"}, {SubjectId{IdBits{4, 20}}, KeySlot{}}, {}},
         ScheduleSet{room, "default", working_days()},
         MeetingTypeChanged{consultation, terms_of({{room}, {{{{anna}, {ben}}}}}, 2)}});
    happens(world, seats(booking, at_nine));
    CHECK(world.when(Reassign{booking, room, {}, {}}) == refuse(Rejection::not_found, "/host_id"));
    CHECK(world.when(Reassign{booking, ben, {}, {}}) ==
          refuse(Rejection::not_found, "/from_host_id"));
    happens(world, Reassign{booking, anna, {}, {}});
    CHECK(hosts_of(world, booking) == std::vector{room, ben});
    CHECK(kalends::hosts_of(world.state(session).when) == std::vector{room, ben});
}

TEST_CASE("L1, T3: a session is not reassigned to a host whose limit is reached") {
    auto world = pool();
    auto terms = *world.state(consultation).terms;
    terms.limits = {{LimitScope::host, LimitPeriod::day, 1, {}}};
    world.happened({MeetingTypeChanged{consultation, terms}});
    happens(world, seats(booking, at_nine));
    happens(world, seats(other_booking, tuesday(11)));
    const auto refused = world.when(Reassign{booking, {}, ben, {}});
    REQUIRE_FALSE(refused);
    CHECK(refused.error().reason == Rejection::limit_reached);
    REQUIRE(refused.error().limit);
    CHECK(refused.error().limit->host == ben);
}

TEST_CASE("T1: a session is open for whom its hosts are not away, and else another is") {
    auto world = pool();
    happens(world, seats(booking, at_nine));
    world.happened({AbsenceAdded{anna, AbsenceId{IdBits{12, 1}}, {at_nine, tuesday(10)}, {}}});
    const auto beside = done<BookingConfirmed>(world, seats(other_booking, at_nine));
    CHECK(kalends::hosts_of(beside.when) == std::vector{ben});
    CHECK(beside.when.seats->opens);
    happens(world, seats(third_booking, at_nine));
    CHECK(world.when(seats(fourth_booking, at_nine)) == refuse(Rejection::seats_full, "/start"));
}

TEST_CASE("C1, T2: a session that something has to be let pass for is joined only if none opens") {
    auto world = pool(3);
    happens(world, seats(booking, at_nine));
    const Schedule afternoons{"UTC", {{{127}, {Minutes{12 * 60}, Minutes{17 * 60}}, {}}}, {}, {}};
    world.happened({ScheduleSet{anna, "default", afternoons}});
    auto command = seats(other_booking, at_nine);
    command.overrides = {Rejection::outside_hours};
    const auto opened = done<BookingConfirmed>(world, command);
    CHECK(kalends::hosts_of(opened.when) == std::vector{ben});
    CHECK(opened.overridden.empty());
    auto away = world;
    away.happened({AbsenceAdded{ben, AbsenceId{IdBits{12, 1}}, {at_nine, tuesday(10)}, {}}});
    auto third = seats(third_booking, at_nine);
    third.overrides = {Rejection::outside_hours};
    const auto joined = done<BookingConfirmed>(away, third);
    CHECK(joined.when.seats->session == session);
    CHECK(joined.overridden == std::vector{Rejection::outside_hours});
}

TEST_CASE("H2: a host's own key joins its own sessions and those of nobody else of its group") {
    auto world = pool();
    happens(world, seats(booking, at_nine));
    const auto own = world.as(as_host(ben)).when(seats(other_booking, at_nine));
    REQUIRE(own);
    const auto& made = std::get<BookingConfirmed>(own->front());
    CHECK(kalends::hosts_of(made.when) == std::vector{ben});
    CHECK(made.when.seats->opens);
    CHECK(world.as(as_host(anna)).when(seats(other_booking, at_nine)));
}

TEST_CASE("T2: a session is joined whose hosts the plan could choose still, and no other") {
    auto world = pool(3);
    happens(world, seats(booking, at_nine));
    world.happened({MeetingTypeChanged{consultation, terms_of({{anna}, {{{{ben}}}}}, 3)}});
    CHECK(world.when(seats(other_booking, at_nine)) == refuse(Rejection::claimed, "/start"));
    world.happened({MeetingTypeChanged{consultation, terms_of({{anna}}, 3)}});
    const auto joined = done<BookingConfirmed>(world, seats(other_booking, at_nine));
    CHECK(joined.when.seats->session == opened_by(booking));
    world.happened({MeetingTypeChanged{consultation, terms_of({{}, {{{{ben}}}}}, 3)}});
    const auto other = done<BookingConfirmed>(world, seats(third_booking, at_nine));
    CHECK(kalends::hosts_of(other.when) == std::vector{ben});
}

}  // namespace commands_seats_on_groups_test
