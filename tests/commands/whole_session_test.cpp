#include "commands/cancel_session.hpp"
#include "commands/complete.hpp"
#include "commands/reschedule_session.hpp"
#include "domain/bounds.hpp"
#include "tests/commands/class.hpp"

// A session that is cancelled or moved as one thing (rule T3).
namespace commands_whole_session_test {

using namespace kalends;
using namespace kalends::clinic;

namespace {

constexpr Instant at_nine = tuesday(9);
constexpr BookingId third_booking{IdBits{6, 3}};

// Three of four seats at nine: one booked, two booked together.
Given attended() {
    auto world = class_of(4);
    happens(world, seats(booking, at_nine));
    return happens(world, seats(other_booking, at_nine, 2));
}

Given attended_and_held() {
    auto world = attended();
    return happens(world, hold_seats(hold, at_nine));
}

RescheduleSession move_to(Instant start) {
    return {session, start, {}, {}};
}

std::int64_t counted_of_type(const Given& world, Instant on) {
    const Date date{std::chrono::floor<std::chrono::days>(on).time_since_epoch()};
    CHECK(world.state(anna).tallies.used({date, date}, consultation).count ==
          world.state(anna).tallies.used({date, date}, {}).count);
    CHECK(world.state(anna).tallies.used({date, date}, {}).count ==
          world.state(consultation).tallies.used({date, date}, {}).count);
    return world.state(consultation).tallies.used({date, date}, {}).count;
}

MeetingTypeChanged class_with(std::vector<Limit> limits, Buffers buffers = {}) {
    auto terms = consultation_terms();
    terms.seats = 4;
    terms.limits = std::move(limits);
    terms.buffers = buffers;
    return {consultation, terms};
}

}  // namespace

TEST_CASE("T3: a session is cancelled with all its bookings, and its time is free") {
    auto world = attended_and_held();
    happens(world, CancelSession{session, {}});
    CHECK(world.state(booking).status == BookingStatus::cancelled);
    CHECK(world.state(other_booking).status == BookingStatus::cancelled);
    CHECK(world.state(hold).status == HoldStatus::released);
    CHECK_FALSE(world.state(session).is_open(now));
    CHECK(world.state(anna).calendar.size() == 0);
    CHECK(counted_of_type(world, at_nine) == 0);
    const auto again = happens(world, seats(third_booking, at_nine));
    CHECK(again.state(third_booking).when.seats->session == opened_by(third_booking));
    CHECK(world.when(CancelSession{session, {}}) == refuse(Rejection::already_cancelled));
}

TEST_CASE("T3: a session of holds alone can be cancelled, and does not move") {
    auto world = class_of(3);
    happens(world, hold_seats(hold, at_nine));
    const auto held_session = opened_by(hold);
    CHECK(world.when(RescheduleSession{held_session, tuesday(10), {}, {}}) ==
          refuse(Rejection::not_reschedulable));
    happens(world, CancelSession{held_session, {}});
    CHECK(world.state(hold).status == HoldStatus::released);
}

TEST_CASE("T3: a session moves with all its bookings, and stays the session that it is") {
    auto world = attended_and_held();
    happens(world, move_to(tuesday(11)));
    for (const auto id : {booking, other_booking}) {
        CHECK(world.state(id).when.time.start == tuesday(11));
        CHECK(world.state(id).when.seats->session == session);
        CHECK(world.state(id).status == BookingStatus::confirmed);
    }
    const auto& moved = world.state(session);
    CHECK(moved.when.time.start == tuesday(11));
    CHECK(moved.taken(now) == 3);
    CHECK(moved.seats == 4);
    CHECK(world.state(hold).status == HoldStatus::released);
    CHECK(world.state(anna).calendar.size() == 2);
    CHECK(counted_of_type(world, at_nine) == 1);
    CHECK(world.when(seats(third_booking, at_nine)));
    const auto joined = happens(world, seats(third_booking, tuesday(11)));
    CHECK(joined.state(third_booking).when.seats->session == session);
    CHECK(world.when(seats(third_booking, tuesday(11), 2)) ==
          refuse(Rejection::seats_full, "/start"));
}

TEST_CASE("T3: no claim of a session overlaps another, wherever between it moves") {
    auto world = attended();
    world.happened({class_with({}, {Minutes{20}, Minutes{0}, false})}, now);
    const auto decided = world.when(move_to(tuesday(9, 30)));
    REQUIRE(decided);
    for (const auto& event : *decided) {
        world.happened({event}, now);
        std::optional<Interval> before;
        world.state(anna).calendar.visit_all([&](const Claim& claim) {
            const bool is_clear =
                !before || *before == claim.window || !before->overlaps(claim.window);
            CHECK(is_clear);
            before = claim.window;
        });
    }
    CHECK(world.state(session).when.hosts.front().window.start == tuesday(9, 10));
}

TEST_CASE("B5, L3: a session that moves is not in its own way, nor counted against itself") {
    auto world = attended();
    world.happened({class_with({{LimitScope::type, LimitPeriod::day, 1, {}}})}, now);
    CHECK(world.when(move_to(tuesday(9, 30))));
    happens(world, move_to(tuesday(9, 30)));
    CHECK(counted_of_type(world, at_nine) == 1);
    CHECK(world.when(move_to(tuesday(9, 30))) == Events{});
}

TEST_CASE("T3: a session goes only where a slot for all of it is") {
    auto world = attended();
    happens(world, seats(third_booking, tuesday(11)));
    CHECK(world.when(move_to(tuesday(11))) == refuse(Rejection::claimed, "/start"));
    CHECK(world.when(move_to(tuesday(11, 7))) == refuse(Rejection::misaligned_start, "/start"));
    CHECK(world.when(move_to(tuesday(18))) == refuse(Rejection::outside_hours, "/start"));
    auto early = move_to(tuesday(18));
    early.overrides.add(Rejection::outside_hours);
    CHECK(world.when(early));
    auto plain = consultation_terms();
    world.happened({MeetingTypeChanged{consultation, plain}}, now);
    CHECK(world.when(move_to(tuesday(14))) == refuse(Rejection::not_reschedulable));
}

TEST_CASE(
    "T3: a session that took place is neither moved nor cancelled once a clock was set back") {
    auto world = attended();
    const Instant end = at_nine + Minutes{30};
    happens(world, Complete{booking}, end);
    CHECK(world.when(move_to(tuesday(11))) == refuse(Rejection::already_decided));
    CHECK(world.when(CancelSession{session, {}}) == refuse(Rejection::already_decided));
    CHECK(world.when(Cancel{.booking = other_booking, .personal = {}}));
}

TEST_CASE("T3: where a booking of a session has had all its revisions, the refusal names it") {
    auto world = attended();
    world.happened(Events(booking_revisions_max - 1, BookingAmended{other_booking}));
    const auto refused = world.when(move_to(tuesday(11)));
    REQUIRE_FALSE(refused);
    CHECK(refused.error().reason == Rejection::too_many);
    CHECK(refused.error().detail.find(to_text(other_booking)) != std::string::npos);
    CHECK(world.when(CancelSession{session, {}}));
}

TEST_CASE("C1: a whole session is for whoever acts for its hosts") {
    const auto world = attended();
    for (const auto& actor : {viewer(), guest(carla), anonymous(), as_host(ben)}) {
        CHECK(world.as(actor).when(CancelSession{session, {}}) == refuse(Rejection::forbidden));
        CHECK(world.as(actor).when(move_to(tuesday(11))) == refuse(Rejection::forbidden));
    }
    CHECK(world.as(as_host(anna)).when(CancelSession{session, {}}));
    CHECK(world.as(as_host(anna)).when(move_to(tuesday(11))));
}

TEST_CASE("C2: reasons against what is done to a session come in their order") {
    const auto world = attended();
    const auto end = at_nine + Minutes{30};
    CHECK(world.when(CancelSession{other_session, {}}) == refuse(Rejection::not_found));
    CHECK(world.when(RescheduleSession{other_session, tuesday(11), {}, {}}) ==
          refuse(Rejection::not_found));
    CHECK(world.if_match(1).when(CancelSession{session, {}}, end) ==
          refuse(Rejection::stale_revision));
    CHECK(world.if_match(2).when(CancelSession{session, {}}, end) ==
          refuse(Rejection::already_over));
    CHECK(world.if_match(2).when(move_to(tuesday(11)), end) == refuse(Rejection::already_over));
    auto gone = world;
    happens(gone, CancelSession{session, {}});
    CHECK(gone.when(move_to(tuesday(11)), end) == refuse(Rejection::already_cancelled));
}

}  // namespace commands_whole_session_test
