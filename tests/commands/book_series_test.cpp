#include "commands/book_series.hpp"

#include "domain/planted_bugs.hpp"
#include "tests/commands/given.hpp"

namespace book_series_test {

using namespace kalends;
using namespace kalends::clinic;

namespace {

constexpr std::chrono::days day{1};

CivilMinute civil(Instant utc) {
    return CivilMinute{std::chrono::floor<Minutes>(utc.time_since_epoch())};
}

BookSeries skipping(BookSeries command) {
    command.skips_refused = true;
    return command;
}

SeriesMade made_at(Instant start, std::string rule) {
    SeriesMade made;
    made.series = series;
    made.meeting_type = consultation;
    made.rule = std::move(rule);
    made.start = start;
    made.civil_start = civil(start);
    made.zone = "UTC";
    made.zone_data = "2026a";
    made.subjects = {{carla, KeySlot{}}};
    return made;
}

// As an occurrence is booked: by a guest whom the series made.
BookingConfirmed confirmed_of_series(std::uint64_t number, Instant start) {
    auto event = confirmed(occurrence(number), start);
    event.subjects.clear();
    event.series = series;
    return event;
}

Refusal refused(Rejection reason, std::string field, std::vector<RefusedOccurrence> occurrences) {
    return {.reason = reason, .field = std::move(field), .occurrences = std::move(occurrences)};
}

RefusedOccurrence refused_at(Instant start, Rejection reason) {
    return {start, civil(start), reason};
}

Refusal wrong_rule(std::string detail) {
    return {.reason = Rejection::invalid_recurrence,
            .field = "/recurrence/rule",
            .detail = std::move(detail)};
}

MeetingTypeTerms with_limit(std::uint32_t count) {
    auto terms = consultation_terms();
    terms.limits = {{LimitScope::type_on_host, LimitPeriod::week, count, {}}};
    return terms;
}

}  // namespace

TEST_CASE("C4: a series is one event about it, and one for each of its bookings, in order") {
    const std::string rule = "FREQ=DAILY;COUNT=3";
    auto made = made_at(tuesday(9), rule);
    made.bookings = {occurrence(1), occurrence(2), occurrence(3)};
    CHECK(given().when(book_series(tuesday(9), rule)) ==
          Events{made, confirmed_of_series(1, tuesday(9)), confirmed_of_series(2, tuesday(9) + day),
                 confirmed_of_series(3, tuesday(9) + 2 * day)});
}

TEST_CASE("C4: if one occurrence is refused, none is booked, and all that are refused are named") {
    const auto world = given({confirmed(booking, tuesday(9) + day)});
    // Friday is followed by a day without hours.
    CHECK(world.when(book_series(tuesday(9), "FREQ=DAILY;COUNT=5")) ==
          refused(Rejection::claimed, "/recurrence/rule",
                  {refused_at(tuesday(9) + day, Rejection::claimed),
                   refused_at(tuesday(9) + 4 * day, Rejection::outside_hours)}));
    CHECK(
        world.when(book_series(tuesday(9) + day, "FREQ=WEEKLY;COUNT=2")) ==
        refused(Rejection::claimed, "/start", {refused_at(tuesday(9) + day, Rejection::claimed)}));
}

TEST_CASE("C4: what is refused is left out where the caller says so, and recorded") {
    const std::string rule = "FREQ=DAILY;COUNT=3";
    auto made = made_at(tuesday(9), rule);
    made.skips_refused = true;
    made.bookings = {occurrence(1), occurrence(2)};
    made.refused = {refused_at(tuesday(9) + day, Rejection::claimed)};
    CHECK(given({confirmed(booking, tuesday(9) + day)})
              .when(skipping(book_series(tuesday(9), rule))) ==
          Events{made, confirmed_of_series(1, tuesday(9)),
                 confirmed_of_series(2, tuesday(9) + 2 * day)});
}

TEST_CASE("C4: a series of which nothing can be had is refused, left out or not") {
    const auto world = given({confirmed(booking, tuesday(9))});
    CHECK(world.when(skipping(book_series(tuesday(9), "FREQ=DAILY;COUNT=1"))) ==
          refused(Rejection::claimed, "/start", {refused_at(tuesday(9), Rejection::claimed)}));
}

TEST_CASE("C4: an occurrence sees those before it, limits and time alike") {
    const auto limited = given({MeetingTypeChanged{consultation, with_limit(2)}});
    const auto decided = limited.when(book_series(tuesday(9), "FREQ=DAILY;COUNT=4"));
    REQUIRE_FALSE(decided);
    CHECK(decided.error().occurrences ==
          std::vector{refused_at(tuesday(9) + 2 * day, Rejection::limit_reached),
                      refused_at(tuesday(9) + 3 * day, Rejection::limit_reached)});
    CHECK(decided.error().limit);

    auto of_a_day = consultation_terms();
    of_a_day.duration = std::chrono::days{1};
    of_a_day.grid.interval = Minutes{30};
    of_a_day.schedule =
        Schedule{"UTC", {{Weekdays{0b1111111}, {Minutes{0}, minutes_per_day}, {}}}, {}, {}};
    const auto long_ones = given({MeetingTypeChanged{consultation, of_a_day}});
    const auto overlapping = long_ones.when(book_series(tuesday(9), "FREQ=DAILY;COUNT=2"));
    REQUIRE_FALSE(overlapping);
    CHECK(overlapping.error().occurrences ==
          std::vector{refused_at(tuesday(9) + day, Rejection::claimed)});
}

TEST_CASE("C4: each occurrence must be a slot, within window and notice, unless overridden") {
    const std::string weekly = "FREQ=WEEKLY;COUNT=10";
    const auto decided = given().when(book_series(tuesday(9), weekly));
    REQUIRE_FALSE(decided);
    CHECK(decided.error().reason == Rejection::too_far);
    CHECK(decided.error().occurrences.front().start == tuesday(9) + 63 * day);

    auto command = book_series(tuesday(9), weekly);
    command.each.overrides = {Rejection::too_far};
    const auto allowed = given().when(command);
    REQUIRE(allowed);
    REQUIRE((*allowed).size() == 11);
    CHECK(std::get<BookingConfirmed>((*allowed)[1]).overridden.empty());
    CHECK(std::get<BookingConfirmed>((*allowed)[10]).overridden == std::vector{Rejection::too_far});
}

TEST_CASE("C4, N2: an occurrence that takes the last slot of its day moves the window on") {
    const auto open_for = [](Minutes duration) {
        auto terms = consultation_terms();
        terms.duration = duration;
        terms.buffers = {};
        terms.window = DaysWithSlots{2};
        return given({MeetingTypeChanged{consultation, terms}});
    };
    const auto series_of = [](const Given& world) {
        return world.when(book_series(tuesday(9), "FREQ=DAILY;COUNT=3"));
    };
    const auto whole_days = open_for(Minutes{8 * 60});
    CHECK(whole_days.when(book(booking, tuesday(9) + day)) == refuse(Rejection::too_far, "/start"));
    CHECK(series_of(whole_days));
    const auto half_days = series_of(open_for(Minutes{4 * 60}));
    REQUIRE_FALSE(half_days);
    CHECK(half_days.error().occurrences ==
          std::vector<RefusedOccurrence>{refused_at(tuesday(9) + day, Rejection::too_far),
                                         refused_at(tuesday(9) + 2 * day, Rejection::too_far)});
}

TEST_CASE("C4: with approval each occurrence is a request of its own, with its own deadline") {
    const auto decided = given().when(book_series(tuesday(9), "FREQ=DAILY;COUNT=2", surgery));
    REQUIRE(decided);
    REQUIRE((*decided).size() == 3);
    CHECK(std::get<BookingRequested>((*decided)[1]).expires_at == tuesday(8));
    CHECK(std::get<BookingRequested>((*decided)[2]).expires_at == now + day);
}

TEST_CASE("C4: a rule that cannot be followed is refused by the name of its part") {
    CHECK(given().when(book_series(tuesday(9), "FREQ=DAILY")) ==
          wrong_rule("COUNT: is missing, and so is UNTIL: a series ends"));
    CHECK(given().when(book_series(tuesday(9), "FREQ=WEEKLY;COUNT=2;BYDAY=MO")) ==
          wrong_rule("the rule does not give the start"));
}

TEST_CASE("C4: occurrences have one civil time, in the type's zone") {
    auto terms = consultation_terms();
    terms.zone = "Europe/Luxembourg";
    terms.grid.interval = Minutes{30};
    const auto world = given({MeetingTypeChanged{consultation, terms}});
    // The clocks there are set on 29 March.
    const auto start = tuesday(10) + 21 * day;
    const auto decided = world.when(book_series(start, "FREQ=WEEKLY;COUNT=2"));
    REQUIRE(decided);
    CHECK(std::get<BookingConfirmed>((*decided)[1]).when.time.start == start);
    CHECK(std::get<BookingConfirmed>((*decided)[2]).when.time.start ==
          start + 7 * day - Minutes{60});
}

TEST_CASE("C4: answers are checked once, before any time is looked at") {
    auto terms = consultation_terms();
    terms.questions = {{"topic", "Topic?", AnswerKind::text, true, {}}};
    const auto world =
        given({MeetingTypeChanged{consultation, terms}, confirmed(booking, tuesday(9))});
    CHECK(world.when(book_series(tuesday(9), "FREQ=DAILY;COUNT=2")) ==
          refuse(Rejection::missing_answer, "/answers/topic",
                 "is missing: it must be a text of one line and at most 500 characters"));
}

TEST_CASE("C1: a stranger makes a series of what is public, in the name of nobody who is known") {
    auto terms = consultation_terms();
    terms.is_public = true;
    const auto open = given({MeetingTypeChanged{consultation, terms}});
    auto command = book_series(tuesday(9), "FREQ=DAILY;COUNT=2");
    CHECK(open.as(anonymous()).when(command));
    CHECK(given().as(anonymous()).when(command) == refuse(Rejection::forbidden));
    CHECK(given().as(as_host(ben)).when(command) == refuse(Rejection::forbidden));
    command.each.guests.front().is_known = true;
    CHECK(Given{open}.happened({confirmed(booking, tuesday(12))}).as(anonymous()).when(command) ==
          refuse(Rejection::forbidden));
    CHECK(given().when(command) == refuse(Rejection::not_found, "/guests/0/guest_id"));
}

TEST_CASE("C4: a retired type makes no series, and none is made of what is not offered") {
    auto command = book_series(tuesday(9), "FREQ=DAILY;COUNT=2");
    CHECK(given({MeetingTypeRetired{consultation}}).when(command) == refuse(Rejection::not_active));
    command.each.duration = Minutes{45};
    CHECK(given().when(command) == refuse(Rejection::invalid_duration, "/duration_minutes"));
}

#ifdef KALENDS_PLANTED_BUGS
TEST_CASE("planted: that an occurrence is blind to those before it is noticed") {
    const auto limited = given({MeetingTypeChanged{consultation, with_limit(2)}});
    plant(PlantedBug::occurrence_blind_to_earlier);
    const auto decided = limited.when(book_series(tuesday(9), "FREQ=DAILY;COUNT=3"));
    plant(PlantedBug::none);
    CHECK(decided);
}
#endif

}  // namespace book_series_test
