#include "domain/case_folded.hpp"

#include <doctest/doctest.h>

#include <clocale>
#include <cwctype>

namespace case_folded_test {

using namespace kalends;

namespace {

std::string utf8(char32_t character) {
    const auto tail = [character](unsigned shift) {
        return static_cast<char>(0x80U | (character >> shift & 0x3fU));
    };
    if (character < 0x80) return {static_cast<char>(character)};
    if (character < 0x800) return {static_cast<char>(0xc0U | character >> 6U), tail(0)};
    if (character < 0x10000) {
        return {static_cast<char>(0xe0U | character >> 12U), tail(6), tail(0)};
    }
    return {static_cast<char>(0xf0U | character >> 18U), tail(12), tail(6), tail(0)};
}

}  // namespace

TEST_CASE("texts that differ by case alone are the same once they are folded") {
    CHECK(case_folded("Dr AMÉLIE Łukasz-Ørsted") == "dr amélie łukasz-ørsted");
    CHECK(case_folded("ΣΊΣΥΦΟΣ") == case_folded("Σίσυφος"));
    CHECK(case_folded("ЁЛКА Їжак") == "ёлка їжак");
    CHECK(case_folded("NGUYỄN") == "nguyễn");
    CHECK(case_folded("山田 😀 ½ ß İ").ends_with("山田 😀 ½ ß İ"));
    CHECK(case_folded("").empty());
}

TEST_CASE("whatever is folded is the small letter that the C library knows, and of its length") {
    auto* const unicode = newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr);
    REQUIRE(unicode != nullptr);
    int folded = 0;
    for (char32_t character = 1; character < 0x110000; ++character) {
        if (character >= 0xd800 && character < 0xe000) continue;
        const auto before = utf8(character);
        const auto after = case_folded(before);
        if (after == before) continue;
        ++folded;
        const bool is_final_sigma = character == 0x3c2;
        const auto small = towlower_l(static_cast<wint_t>(character), unicode);
        const auto wanted = is_final_sigma ? 0x3c3 : static_cast<char32_t>(small);
        if (after != utf8(wanted)) FAIL_CHECK("U+" << static_cast<unsigned>(character));
        if (case_folded(after) != after) FAIL_CHECK("folded twice, " << after);
    }
    freelocale(unicode);
    CHECK(folded > 400);
}

}  // namespace case_folded_test
