#include "domain/questions.hpp"

#include <algorithm>

#include "domain/bounds.hpp"
#include "domain/characters.hpp"
#include "domain/check.hpp"
#include "domain/contact.hpp"
#include "domain/time.hpp"

namespace kalends {
namespace {

using Texts = std::vector<std::string>;

bool is_text(const std::string& text, std::int64_t chars_max, Lines lines) {
    return count_characters(text) <= chars_max && !has_control_characters(text, lines);
}

bool is_choice(const Texts& choices, const std::string& text) {
    return std::ranges::find(choices, text) != choices.end();
}

bool are_choices(const Texts& choices, const Texts& texts) {
    const bool are_there =
        std::ranges::all_of(texts, [&](const auto& text) { return is_choice(choices, text); });
    Texts sorted = texts;
    std::ranges::sort(sorted);
    return are_there && std::ranges::adjacent_find(sorted) == sorted.end();
}

bool is_answer_text(const GuestQuestion& question, const std::string& text) {
    switch (question.kind) {
        case AnswerKind::text:
            return is_text(text, answer_line_chars_max, Lines::one);
        case AnswerKind::long_text:
            return is_text(text, answer_chars_max, Lines::many);
        case AnswerKind::single_choice:
            return is_choice(question.choices, text);
        case AnswerKind::email:
            return is_email(text);
        case AnswerKind::phone:
            return is_phone(text);
        case AnswerKind::date:
            return parse_date(text).has_value();
        case AnswerKind::url:
            return is_web_address(text);
        case AnswerKind::number:
        case AnswerKind::boolean:
        case AnswerKind::multiple_choice:
            return false;
    }
    broken("every kind of answer is a text or is not");
}

}  // namespace

std::string_view name_of(AnswerKind kind) {
    switch (kind) {
        case AnswerKind::text:
            return "text";
        case AnswerKind::long_text:
            return "long_text";
        case AnswerKind::number:
            return "number";
        case AnswerKind::boolean:
            return "boolean";
        case AnswerKind::single_choice:
            return "single_choice";
        case AnswerKind::multiple_choice:
            return "multiple_choice";
        case AnswerKind::email:
            return "email";
        case AnswerKind::phone:
            return "phone";
        case AnswerKind::date:
            return "date";
        case AnswerKind::url:
            return "url";
    }
    broken("every kind of answer has a name");
}

bool says_nothing(const AnswerValue& value) {
    if (const auto* text = std::get_if<std::string>(&value)) return is_blank(*text);
    const auto* texts = std::get_if<Texts>(&value);
    return texts != nullptr && texts->empty();
}

bool is_answer(const GuestQuestion& question, const AnswerValue& value) {
    if (const auto* text = std::get_if<std::string>(&value)) return is_answer_text(question, *text);
    if (const auto* texts = std::get_if<Texts>(&value)) {
        return question.kind == AnswerKind::multiple_choice &&
               are_choices(question.choices, *texts);
    }
    const bool is_number =
        std::holds_alternative<std::int64_t>(value) || std::holds_alternative<double>(value);
    return question.kind == (is_number ? AnswerKind::number : AnswerKind::boolean);
}

}  // namespace kalends
