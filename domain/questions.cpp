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

// As many as a refusal of many answers has room for.
std::string named(const std::vector<std::string>& choices) {
    constexpr std::size_t named_max = 10;
    std::string list;
    for (std::size_t i = 0; i < choices.size() && i < named_max; ++i) {
        list.append(i == 0 ? "`" : ", `").append(choices[i]).push_back('`');
    }
    if (choices.size() > named_max) list.append(", …");
    return list;
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

std::string expected_of(const GuestQuestion& question) {
    switch (question.kind) {
        case AnswerKind::text:
            return "must be a text of one line and at most 500 characters";
        case AnswerKind::long_text:
            return "must be a text of at most 2000 characters";
        case AnswerKind::number:
            return "must be a number";
        case AnswerKind::boolean:
            return "must be true or false";
        case AnswerKind::single_choice:
            return "must be one of " + named(question.choices);
        case AnswerKind::multiple_choice:
            return "must be a list, in which nothing stands twice, of " + named(question.choices);
        case AnswerKind::email:
            return "must be an e-mail address";
        case AnswerKind::phone:
            return "must be a phone number";
        case AnswerKind::date:
            return "must be a date, as in 2026-12-01";
        case AnswerKind::url:
            return "must be a web address, as in https://example.com";
    }
    broken("every kind of answer can be told");
}

}  // namespace kalends
