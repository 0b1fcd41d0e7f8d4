#include "commands/answers.hpp"

#include <algorithm>
#include <string>
#include <utility>

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

// What is wrong with an answer; nothing if it is one that the questions ask for.
std::optional<std::string> fault_of(const std::vector<GuestQuestion>& questions,
                                    const GuestAnswer& answer) {
    const auto question = std::ranges::find(questions, answer.question, &GuestQuestion::id);
    if (question == questions.end()) return "is not asked for";
    if (says_nothing(answer.value) || is_answer(*question, answer.value)) return std::nullopt;
    return expected_of(*question);
}

// The first fault is the reason; the others are told besides.
void note(std::optional<Refusal>& refusal, Rejection reason, std::string field,
          std::string detail) {
    if (refusal) {
        refusal->further.push_back({std::move(field), std::move(detail)});
    } else {
        refusal = refuse(reason, field, detail);
    }
}

}  // namespace

std::optional<Refusal> check_answers(const std::vector<GuestQuestion>& questions,
                                     const Answers& answers) {
    std::optional<Refusal> refusal;
    for (const auto& question : questions) {
        if (!question.required || is_answered(question, answers)) continue;
        note(refusal, Rejection::missing_answer, place_of(question.id),
             "is missing: it " + expected_of(question));
    }
    for (const auto& answer : answers) {
        auto fault = fault_of(questions, answer);
        if (!fault) continue;
        note(refusal, Rejection::invalid_answer, place_of(answer.question), *std::move(fault));
    }
    return refusal;
}

}  // namespace kalends
