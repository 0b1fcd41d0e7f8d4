#include "commands/answers.hpp"

#include <algorithm>
#include <string>

#include "commands/decision.hpp"

namespace kalends {
namespace {

// As a JSON pointer has it (RFC 6901).
std::string place_of(std::string_view question) {
    std::string place = "/answers/";
    for (const char c : question) {
        if (c == '~') {
            place.append("~0");
        } else if (c == '/') {
            place.append("~1");
        } else {
            place.push_back(c);
        }
    }
    return place;
}

bool is_answered(const GuestQuestion& question, const Answers& answers) {
    const auto found = std::ranges::find(answers, question.id, &GuestAnswer::question);
    return found != answers.end() && !says_nothing(found->value);
}

bool is_asked_for(const std::vector<GuestQuestion>& questions, const GuestAnswer& answer) {
    const auto question = std::ranges::find(questions, answer.question, &GuestQuestion::id);
    if (question == questions.end()) return false;
    return says_nothing(answer.value) || is_answer(*question, answer.value);
}

}  // namespace

std::optional<Refusal> check_answers(const std::vector<GuestQuestion>& questions,
                                     const Answers& answers) {
    for (const auto& question : questions) {
        if (!question.required || is_answered(question, answers)) continue;
        return Refusal{Rejection::missing_answer, place_of(question.id)};
    }
    for (const auto& answer : answers) {
        if (is_asked_for(questions, answer)) continue;
        return Refusal{Rejection::invalid_answer, place_of(answer.question)};
    }
    return std::nullopt;
}

}  // namespace kalends
