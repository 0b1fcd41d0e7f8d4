#include "domain/questions.hpp"

#include <doctest/doctest.h>

namespace questions_test {

using namespace kalends;

namespace {

using Texts = std::vector<std::string>;

bool fits(AnswerKind kind, const AnswerValue& value) {
    return is_answer({"a", "A", kind, true, {"left", "right"}}, value);
}

bool fits_text(AnswerKind kind, std::string text) {
    return fits(kind, AnswerValue{std::move(text)});
}

}  // namespace

TEST_CASE("an answer is of the kind that its question asks for, and of no other") {
    using enum AnswerKind;
    const std::vector<std::pair<AnswerKind, AnswerValue>> right{
        {text, std::string{"Knee"}},
        {long_text, std::string{"Knee\nand hip"}},
        {number, std::int64_t{-3}},
        {number, 1.75},
        {boolean, false},
        {single_choice, std::string{"left"}},
        {multiple_choice, Texts{"right", "left"}},
        {email, std::string{"ada@example.org"}},
        {phone, std::string{"+352 12 34 56"}},
        {date, std::string{"2026-02-28"}},
        {url, std::string{"https://example.org/a?b=c"}},
    };
    for (const auto& [kind, value] : right) {
        CAPTURE(name_of(kind));
        CHECK(fits(kind, value));
        for (const auto& wrong :
             {AnswerValue{std::int64_t{7}}, AnswerValue{0.5}, AnswerValue{true},
              AnswerValue{std::string{"\u00a7 \n"}}, AnswerValue{Texts{"up"}}}) {
            const bool is_numeric = wrong.index() == 1 || wrong.index() == 2;
            const bool is_same = kind == number ? is_numeric
                                                : wrong.index() == value.index() &&
                                                      (kind == boolean || kind == long_text);
            CHECK(fits(kind, wrong) == is_same);
        }
    }
}

TEST_CASE("answers have bounds, and must be what they claim to be") {
    using enum AnswerKind;
    CHECK(fits_text(text, std::string(500, 'x')));
    CHECK_FALSE(fits_text(text, std::string(501, 'x')));
    CHECK_FALSE(fits_text(text, "a\tb"));
    CHECK(fits_text(long_text, std::string(2'000, 'x')));
    CHECK_FALSE(fits_text(long_text, std::string(2'001, 'x')));
    CHECK_FALSE(fits_text(long_text, "a\x07"));
    CHECK_FALSE(fits_text(single_choice, "Left"));
    CHECK_FALSE(fits(multiple_choice, Texts{"left", "left"}));
    CHECK_FALSE(fits(multiple_choice, Texts{"left", "up"}));
    for (const auto* wrong : {"ada", "ada@example", "@example.org", "a b@example.org"}) {
        CHECK_FALSE(fits_text(email, wrong));
    }
    CHECK_FALSE(fits_text(email, std::string(250, 'x') + "@example.org"));
    for (const auto* wrong : {"12", "call me", "+352 x"}) CHECK_FALSE(fits_text(phone, wrong));
    CHECK_FALSE(fits_text(phone, std::string(33, '1')));
    for (const auto* wrong : {"2026-02-29", "28.2.2026", "2026-2-8", "2026-02-28T00:00"}) {
        CHECK_FALSE(fits_text(date, wrong));
    }
    for (const auto* wrong :
         {"example.org", "ftp://example.org", "https://", "https:///a", "https://example.org/a b",
          "javascript:alert(1)", "https://a\"onclick=b", "https://a\xc2\x85"}) {
        CHECK_FALSE(fits_text(url, wrong));
    }
    CHECK_FALSE(fits_text(url, "https://" + std::string(1'993, 'x')));
}

TEST_CASE("a blank text and an empty list say nothing") {
    CHECK(says_nothing(std::string{""}));
    CHECK(says_nothing(std::string{" \n"}));
    CHECK(says_nothing(Texts{}));
    CHECK_FALSE(says_nothing(std::string{"no"}));
    CHECK_FALSE(says_nothing(Texts{"left"}));
    CHECK_FALSE(says_nothing(false));
    CHECK_FALSE(says_nothing(std::int64_t{0}));
}

}  // namespace questions_test
