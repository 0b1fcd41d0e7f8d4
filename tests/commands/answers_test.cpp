#include "commands/answers.hpp"

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

Decision missing(std::string question) {
    return refuse(Rejection::missing_answer, "/answers/" + std::move(question));
}

Decision invalid(std::string question) {
    return refuse(Rejection::invalid_answer, "/answers/" + std::move(question));
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

TEST_CASE("the first question without its answer is named, before any wrong answer") {
    const auto world = with_questions();
    CHECK(world.when(book_with({})) == missing("topic"));
    CHECK(world.when(book_with({{"topic", std::string{""}}, {"side", true}})) == missing("topic"));
    CHECK(world.when(book_with({{"topic", std::string{"Knee"}}, {"side", true}})) ==
          missing("again"));
    CHECK(world.when(book(booking, tuesday(9))) == missing("topic"));
}

TEST_CASE("an answer of another kind, or to what nobody asked, is named by its place") {
    const auto world = with_questions();
    auto answers = all;
    answers.push_back({"side", std::string{"up"}});
    CHECK(world.when(book_with(answers)) == invalid("side"));
    answers.back() = {"a/b~c", true};
    CHECK(world.when(book_with(answers)) == invalid("a~1b~0c"));
    answers.back() = {"nothing", std::string{}};
    CHECK(world.when(book_with(answers)) == invalid("nothing"));
    CHECK(given().when(book_with(all)) == invalid("topic"));
}

TEST_CASE("C2: answers are asked for before the time is, and after the duration") {
    const auto world = with_questions();
    CHECK(world.when(book_with({}, tuesday(3))) == missing("topic"));
    auto longer = book_with({});
    longer.duration = Minutes{45};
    CHECK(world.when(longer) == refuse(Rejection::invalid_duration, "/duration_minutes"));
}

TEST_CASE("amended answers must be complete, and what does not amend them asks for none") {
    const auto world = with_questions({confirmed(booking, tuesday(9))});
    CHECK(world.when(amend_with(all)) == Events{BookingAmended{booking}});
    CHECK(world.when(amend_with({{"topic", std::string{"Hip"}}})) == missing("again"));
    CHECK(world.when(amend_with({{"topic", true}, {"again", true}})) == invalid("topic"));
    Amend place{.booking = booking};
    place.personal.location = Clear{R"("here")"};
    CHECK(world.when(place) == Events{BookingAmended{booking}});
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
    CHECK(world.when(confirming, now + Minutes{3}) == missing("topic"));
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
