#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace kalends {

// What sort of answer a question takes.
enum class AnswerKind : std::uint8_t {
    text,
    long_text,
    number,
    boolean,
    single_choice,
    multiple_choice,
    email,
    phone,
    date,
    url,
};
[[nodiscard]] std::string_view name_of(AnswerKind kind);

// What a meeting type asks whoever books it. Its id names the answer; the label is for people.
struct GuestQuestion {
    std::string id;
    std::string label;
    AnswerKind kind{};
    bool required = false;
    std::vector<std::string> choices;  // of the two kinds that choose, and of no other

    bool operator==(const GuestQuestion&) const = default;
};

// An answer in clear, on its way through one command: it stands in no event and in no state. Texts
// are valid UTF-8.
using AnswerValue = std::variant<std::string, std::int64_t, double, bool, std::vector<std::string>>;
struct GuestAnswer {
    std::string question;
    AnswerValue value;

    bool operator==(const GuestAnswer&) const = default;
};
using Answers = std::vector<GuestAnswer>;

[[nodiscard]] constexpr bool chooses(AnswerKind kind) {
    return kind == AnswerKind::single_choice || kind == AnswerKind::multiple_choice;
}

// A blank text and an empty list answer nothing, whatever was asked.
[[nodiscard]] bool says_nothing(const AnswerValue& value);

// Whether the value, which says something, is of the question's kind and within its bounds: one of
// its choices, a date that there is, an address that looks like one.
[[nodiscard]] bool is_answer(const GuestQuestion& question, const AnswerValue& value);

// What an answer must be, for people: "must be one of `left`, `right`". Of many choices the first
// are named.
[[nodiscard]] std::string expected_of(const GuestQuestion& question);

}  // namespace kalends
