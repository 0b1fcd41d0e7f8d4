#include "commands/answers.hpp"

#include <algorithm>
#include <set>

#include "domain/bounds.hpp"
#include "tests/commands/given.hpp"

namespace commands_answers_test {

using namespace kalends;
using namespace kalends::clinic;

namespace {

const std::vector<GuestQuestion> questions{
    {"topic", "What about?", AnswerKind::text, true, {}},
    {"again", "Been here?", AnswerKind::boolean, true, {}},
    {"side", "Which?", AnswerKind::single_choice, false, {"left", "right"}},
};
const Answers all{{"topic", std::string{"Knee"}}, {"again", true}};

Given with_questions(const Events& events = {}) {
    auto terms = consultation_terms();
    terms.questions = questions;
    return given({MeetingTypeChanged{consultation, terms}}).happened(events);
}

Book book_with(const Answers& answers, Instant start = tuesday(9)) {
    auto command = book(booking, start);
    command.answers = answers;
    command.personal.answers = Clear{"{}"};
    return command;
}

Amend amend_with(const Answers& answers) {
    Amend command{.booking = booking};
    command.answers = answers;
    command.personal.answers = Clear{"{}"};
    return command;
}

constexpr std::string_view one_line = "must be a text of one line and at most 500 characters";
constexpr std::string_view yes_or_no = "must be true or false";

Refusal missing(std::string question, std::string_view expected) {
    return refuse(Rejection::missing_answer, "/answers/" + std::move(question),
                  "is missing: it " + std::string{expected});
}

Refusal invalid(std::string question, std::string_view detail) {
    return refuse(Rejection::invalid_answer, "/answers/" + std::move(question), detail);
}

Refusal both(Refusal first, const Refusal& second) {
    first.further.push_back({second.field, second.detail});
    return first;
}

}  // namespace

TEST_CASE("who books answers what must be answered, and may leave the rest") {
    const auto world = with_questions();
    CHECK(world.when(book_with(all)).has_value());
    auto more = all;
    more.push_back({"side", std::string{"left"}});
    CHECK(world.when(book_with(more)).has_value());
    more.back().value = std::string{" "};
    CHECK(world.when(book_with(more)).has_value());
}

TEST_CASE("questions without their answer go before wrong answers, and all are told at once") {
    const auto world = with_questions();
    const auto no_topic = missing("topic", one_line);
    const auto no_again = missing("again", yes_or_no);
    CHECK(world.when(book_with({})) == both(no_topic, no_again));
    CHECK(world.when(book(booking, tuesday(9))) == both(no_topic, no_again));
    const auto wrong_side = invalid("side", "must be one of `left`, `right`");
    CHECK(world.when(book_with({{"topic", std::string{""}}, {"side", true}})) ==
          both(both(no_topic, no_again), wrong_side));
    CHECK(world.when(book_with({{"topic", std::string{"Knee"}}, {"side", true}})) ==
          both(no_again, wrong_side));
}

TEST_CASE("an answer of another kind, or to what nobody asked, is named by its place") {
    const auto world = with_questions();
    auto answers = all;
    answers.push_back({"side", std::string{"up"}});
    const auto wrong_side = invalid("side", "must be one of `left`, `right`");
    CHECK(world.when(book_with(answers)) == wrong_side);
    answers.push_back({"a/b~c", true});
    const auto stranger = invalid("a~1b~0c", "is not asked for");
    CHECK(world.when(book_with(answers)) == both(wrong_side, stranger));
    answers = all;
    answers.push_back({"nothing", std::string{}});
    CHECK(world.when(book_with(answers)) == invalid("nothing", "is not asked for"));
}

TEST_CASE("what an answer must be is told of every kind of question, of many choices the first") {
    std::set<std::string> told;
    for (int kind = 0; kind <= static_cast<int>(AnswerKind::url); ++kind) {
        told.insert(expected_of({"q", "?", static_cast<AnswerKind>(kind), false, {"a", "b"}}));
    }
    CHECK(told.size() == static_cast<std::size_t>(AnswerKind::url) + 1);
    const std::vector<std::string> many(11, "x");
    const auto long_list = expected_of({"q", "?", AnswerKind::single_choice, false, many});
    CHECK(std::ranges::count(long_list, 'x') == 10);
    CHECK(long_list.ends_with(", …"));
}

TEST_CASE("C2: answers are asked for before the time is, and after the duration") {
    const auto world = with_questions();
    CHECK(world.when(book_with({}, tuesday(3))) ==
          both(missing("topic", one_line), missing("again", yes_or_no)));
    auto longer = book_with({});
    longer.duration = Minutes{45};
    CHECK(world.when(longer) == refuse(Rejection::invalid_duration, "/duration_minutes"));
}

TEST_CASE("amended answers must be complete, and what does not amend them asks for none") {
    const auto world = with_questions({confirmed(booking, tuesday(9))});
    CHECK(world.when(amend_with(all)) == Events{BookingAmended{booking, 2}});
    CHECK(world.when(amend_with({{"topic", std::string{"Hip"}}})) == missing("again", yes_or_no));
    CHECK(world.when(amend_with({{"topic", true}, {"again", true}})) == invalid("topic", one_line));
    Amend place{.booking = booking};
    place.personal.location = Clear{R"("here")"};
    CHECK(world.when(place) == Events{BookingAmended{booking}});
}

TEST_CASE("a booking tells by which revision of its type its answers were asked for last") {
    auto made = confirmed(booking, tuesday(9));
    made.type_revision = 2;
    auto world = with_questions({made});
    const auto answered_to = [&] { return world.state(booking).answers_revision; };
    CHECK(answered_to() == 2);
    world.happened({MeetingTypeChanged{consultation, consultation_terms()}});
    world.happened(*world.when(Reschedule{.booking = booking, .start = tuesday(11)}));
    CHECK(world.state(booking).type_revision == 3);
    CHECK(answered_to() == 2);
    Amend place{.booking = booking};
    place.personal.location = Clear{R"("here")"};
    world.happened(*world.when(place));
    CHECK(answered_to() == 2);
    world.happened({MeetingTypeChanged{consultation, consultation_terms()}});
    world.happened(*world.when(amend_with({})));
    CHECK(world.state(booking).type_revision == 3);
    CHECK(answered_to() == 4);
}

TEST_CASE("answers amended before their revision was told are those of the revision before them") {
    BookingAmended untold{booking};
    untold.answers = Sealed{"their answers"};
    auto world = with_questions({confirmed(booking, tuesday(9)), untold});
    CHECK(world.state(booking).answers_revision == 1);
    world.happened({BookingAmended{booking, 2}, untold});
    CHECK(world.state(booking).answers_revision == 2);
}

TEST_CASE("a hold is confirmed by what was asked when it was made, whatever is asked by now") {
    auto world = with_questions();
    auto made = held(hold, tuesday(9));
    made.type_revision = world.state(consultation).revision;
    world.happened({made});
    auto terms = consultation_terms();
    terms.questions = {questions.back()};
    world.happened({MeetingTypeChanged{consultation, terms}}, now + Minutes{1});
    terms.questions.clear();
    world.happened({MeetingTypeChanged{consultation, terms}}, now + Minutes{2});
    auto confirming = book_with(all);
    confirming.hold = hold;
    CHECK(world.when(confirming, now + Minutes{3}));
    confirming.answers.clear();
    CHECK(world.when(confirming, now + Minutes{3}) ==
          both(missing("topic", one_line), missing("again", yes_or_no)));
}

TEST_CASE(
    "questions change as often as live holds can be asked them, and again when those are gone") {
    auto world = given();
    const auto asked_anew = [](std::size_t i) {
        ChangeMeetingType change{.meeting_type = consultation};
        change.questions = {{"q" + std::to_string(i), "?", AnswerKind::text, false, {}}};
        return change;
    };
    for (std::size_t i = 0; i < past_questions_max; ++i) {
        world.happened(*world.when(asked_anew(i)), now);
    }
    const auto one_more = asked_anew(past_questions_max);
    const Instant gone = now + hold_minutes_max;
    CHECK(world.when(one_more, gone) == refuse(Rejection::too_many, "/questions"));
    CHECK(world.when(ChangeMeetingType{.meeting_type = consultation, .new_name = "Talk"}, gone));
    const Instant later = gone + Milliseconds{1};
    world.happened(*world.when(one_more, later), later);
    CHECK(world.state(consultation).past_questions->size() == 1);
}

TEST_CASE("a booking is moved without answers, whatever its type asks by now") {
    const auto world = with_questions({confirmed(booking, tuesday(9))});
    CHECK(world.when(Reschedule{.booking = booking, .start = tuesday(11)}).has_value());
}

}  // namespace commands_answers_test
