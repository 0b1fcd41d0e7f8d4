#include "commands/reschedule.hpp"

#include "tests/commands/given.hpp"

namespace reschedule_test {

using namespace kalends;
using namespace kalends::clinic;

namespace {

const auto booked = confirmed(booking, tuesday(9));

Reschedule to(Instant start) {
    return {.booking = booking, .start = start};
}

BookingRescheduled moved(Instant from, Instant start) {
    BookingRescheduled event;
    event.booking = booking;
    event.meeting_type = consultation;
    event.type_revision = 1;
    event.released = claimed(time_at(from));
    event.when = time_at(start);
    event.status = BookingStatus::confirmed;
    return event;
}

BookingRescheduled only_event(const Decision& decided) {
    REQUIRE(decided);
    REQUIRE((*decided).size() == 1);
    return std::get<BookingRescheduled>((*decided).front());
}

Given with_terms(const MeetingTypeTerms& terms, const Events& events = {booked}) {
    return given({MeetingTypeChanged{consultation, terms}}).happened(events);
}

}  // namespace

TEST_CASE("a booking moves as one step: the old time let go and the new one taken") {
    CHECK(given({booked}).when(to(tuesday(11))) == Events{moved(tuesday(9), tuesday(11))});
}

TEST_CASE("B5: a booking may overlap where it stood, and nobody else") {
    auto by_half = to(tuesday(9, 30));
    CHECK(given({booked}).when(by_half) == Events{moved(tuesday(9), tuesday(9, 30))});
    auto neighbour = confirmed(other_booking, tuesday(10));
    neighbour.subjects.clear();
    CHECK(given({booked, neighbour}).when(by_half) == refuse(Rejection::claimed, "/start"));
}

TEST_CASE("a booking that is moved to where it stands stays as it is") {
    CHECK(given({booked}).when(to(tuesday(9))) == Events{});
}

TEST_CASE("a booking keeps its duration, or takes one that the type offers now") {
    auto terms = consultation_terms();
    terms.duration = Minutes{60};
    terms.durations = DurationList{{Minutes{60}, Minutes{90}}};
    const auto longer = with_terms(terms);
    const auto kept = only_event(longer.when(to(tuesday(11))));
    CHECK(kept.when.time == Interval{tuesday(11), tuesday(11, 30)});
    CHECK(kept.type_revision == 2);
    auto of_an_hour = to(tuesday(9));
    of_an_hour.duration = Minutes{60};
    const auto grown = only_event(longer.when(of_an_hour));
    CHECK(grown.when.time == Interval{tuesday(9), tuesday(10)});
    of_an_hour.duration = Minutes{90};
    CHECK(only_event(longer.when(of_an_hour)).when.time == Interval{tuesday(9), tuesday(10, 30)});
    of_an_hour.duration = Minutes{45};
    CHECK(longer.when(of_an_hour) == refuse(Rejection::invalid_duration, "/duration_minutes"));
}

TEST_CASE("a booking follows its type to another host, and leaves the first one free") {
    auto terms = consultation_terms();
    terms.hosts.fixed = {ben};
    const auto now_with_ben = with_terms(terms);
    const auto event = only_event(now_with_ben.when(to(tuesday(11))));
    CHECK(event.released == claimed(time_at(tuesday(9), anna)));
    CHECK(event.when == time_at(tuesday(11), ben));
    const auto after = Given{now_with_ben}.happened({event});
    CHECK(after.state(anna).calendar.size() == 0);
    CHECK(after.state(ben).calendar.size() == 1);
}

TEST_CASE("a booking that waits keeps its deadline, its new start at the latest") {
    const auto wednesday = tuesday(9) + std::chrono::days{1};
    const auto waiting = given({requested(booking, wednesday)});
    const auto earlier = only_event(waiting.when(to(now + std::chrono::hours{4})));
    CHECK(earlier.status == BookingStatus::pending);
    CHECK(earlier.expires_at == now + std::chrono::hours{4});
    const auto later =
        only_event(waiting.when(to(wednesday + std::chrono::hours{1}), now + Minutes{5}));
    CHECK(later.expires_at == now + std::chrono::days{1});
}

TEST_CASE("a deadline cut short by the start is whole again where the start is later") {
    auto waiting = given();
    waiting.happened({requested(booking, now + std::chrono::hours{2})}, now);
    REQUIRE(waiting.state(booking).expires_at == now + std::chrono::hours{2});
    const auto thursday = tuesday(9) + std::chrono::days{2};
    const auto later = only_event(waiting.when(to(thursday), now + Minutes{5}));
    CHECK(later.expires_at == now + std::chrono::days{1});
}

TEST_CASE("what waits and moves to a time that has begun has no deadline until it moves on") {
    auto waiting = given({requested(booking, tuesday(9) + std::chrono::days{1})});
    auto back = to(now - Minutes{5});
    back.overrides = {Rejection::too_soon, Rejection::outside_hours, Rejection::misaligned_start};
    const auto begun = only_event(waiting.when(back));
    CHECK_FALSE(begun.expires_at);
    waiting.happened({begun}, now);
    const auto thursday = tuesday(9) + std::chrono::days{2};
    CHECK(only_event(waiting.when(to(thursday), now + Minutes{1})).expires_at ==
          now + Minutes{1} + std::chrono::days{1});
}

TEST_CASE("what is confirmed has no deadline, though it had begun when it moves") {
    auto terms = surgery_terms();
    terms.approval.again_when_rescheduled = false;
    const auto approved =
        given({requested(booking, tuesday(9)),
               BookingApproved{booking, claimed(time_at(tuesday(9), anna, surgery))},
               MeetingTypeChanged{surgery, terms}});
    const auto later = only_event(approved.when(to(tuesday(16)), tuesday(9, 5)));
    CHECK(later.status == BookingStatus::confirmed);
    CHECK_FALSE(later.expires_at);
}

TEST_CASE("a type that comes to give less time to approve takes none from what waits already") {
    auto waiting = given({requested(booking, tuesday(9) + std::chrono::days{1})});
    auto terms = surgery_terms();
    terms.approval.deadline = Minutes{30};
    waiting.happened({MeetingTypeChanged{surgery, terms}});
    const auto thursday = tuesday(9) + std::chrono::days{2};
    CHECK(only_event(waiting.when(to(thursday))).expires_at == now + std::chrono::days{1});
    terms.approval.deadline.reset();
    waiting.happened({MeetingTypeChanged{surgery, terms}});
    CHECK(only_event(waiting.when(to(thursday))).expires_at == std::nullopt);
}

TEST_CASE("a firm booking waits anew if its type asks for approval again") {
    auto approved = given({requested(booking, tuesday(9)),
                           BookingApproved{booking, claimed(time_at(tuesday(9), anna, surgery))}});
    const auto event = only_event(approved.when(to(tuesday(16)), tuesday(8)));
    CHECK(event.status == BookingStatus::pending);
    CHECK(event.expires_at == tuesday(16));
    auto terms = surgery_terms();
    terms.approval.again_when_rescheduled = false;
    approved.happened({MeetingTypeChanged{surgery, terms}});
    CHECK(only_event(approved.when(to(tuesday(16)))).status == BookingStatus::confirmed);
}

TEST_CASE("C2: reasons against rescheduling come in their order") {
    auto terms = consultation_terms();
    terms.guests.may_reschedule = false;
    const Events ended{MeetingTypeRetired{consultation}, booked};
    const auto release = claimed(time_at(tuesday(9)));
    auto gone = with_terms(terms, ended);
    gone.happened({BookingCancelled{booking, release, {}}});
    Reschedule unknown = to(tuesday(9));
    unknown.booking = other_booking;
    CHECK(gone.as(viewer()).if_match(9).when(unknown) == refuse(Rejection::not_found));
    CHECK(gone.as(viewer()).if_match(9).when(to(now)) == refuse(Rejection::forbidden));
    CHECK(gone.if_match(9).when(to(now)) == refuse(Rejection::stale_revision));
    CHECK(gone.when(to(now), after_all) == refuse(Rejection::already_cancelled));
    const auto expired = with_terms(terms, ended).happened({BookingExpired{booking, release, {}}});
    CHECK(expired.when(to(now), after_all) == refuse(Rejection::already_decided));
    const auto standing = with_terms(terms, ended);
    CHECK(standing.as(guest(carla)).when(to(now), after_all) == refuse(Rejection::already_over));
    CHECK(standing.as(guest(carla)).when(to(now)) == refuse(Rejection::not_reschedulable));
    auto of_45 = to(now);
    of_45.duration = Minutes{45};
    CHECK(standing.when(of_45) == refuse(Rejection::not_active));
    CHECK(given({HostRetired{anna}, booked}).when(of_45) == refuse(Rejection::not_active));
    CHECK(given({booked}).when(of_45) == refuse(Rejection::invalid_duration, "/duration_minutes"));
    CHECK(given({booked}).when(to(now)) == refuse(Rejection::too_soon, "/start"));
}

TEST_CASE("N1: a guest moves a booking no later than the notice before its present start") {
    auto terms = consultation_terms();
    terms.notices.rescheduling = Minutes{120};
    const auto asked = with_terms(terms).as(guest(carla));
    CHECK(asked.when(to(tuesday(11)), tuesday(7)));
    const auto too_late = tuesday(7) + Milliseconds{1};
    CHECK(asked.when(to(tuesday(11)), too_late) == refuse(Rejection::not_reschedulable));
    CHECK(asked.as(owner()).when(to(tuesday(11)), too_late));
}

TEST_CASE("L3: a booking moves within its limit, and may pass it by an override") {
    auto terms = consultation_terms();
    terms.limits = {{LimitScope::host, LimitPeriod::day, 1, {}}};
    const auto limited = with_terms(terms);
    CHECK(limited.when(to(tuesday(11))));
    const auto full =
        Given{limited}.happened({confirmed(other_booking, tuesday(9) + std::chrono::days{1})});
    auto onto_it = to(tuesday(11) + std::chrono::days{1});
    const auto refused = full.when(onto_it);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().reason == Rejection::limit_reached);
    CHECK(refused.error().limit->used == Usage{1, Minutes{30}});
    onto_it.overrides = {Rejection::limit_reached};
    CHECK(only_event(full.when(onto_it)).overridden == std::vector{Rejection::limit_reached});
}

TEST_CASE("C1: an override on a move is a permission and is recorded") {
    auto at_night = to(tuesday(20));
    at_night.overrides = {Rejection::outside_hours};
    const auto asked = given({booked});
    CHECK(asked.as(as_host(anna)).when(at_night) == refuse(Rejection::forbidden, "/overrides"));
    CHECK(asked.as(guest(carla)).when(at_night) == refuse(Rejection::forbidden, "/overrides"));
    auto event = moved(tuesday(9), tuesday(20));
    event.overridden = {Rejection::outside_hours};
    CHECK(asked.when(at_night) == Events{event});
}

}  // namespace reschedule_test
