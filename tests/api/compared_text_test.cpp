#include "api/compared_text.hpp"

#include <doctest/doctest.h>

namespace compared_text_test {

using kalends::api::compared_text;

TEST_CASE("texts that differ by case or accents alone are compared as the same") {
    CHECK_EQ(compared_text("Dr AMÉLIE Łukasz-Ørsted"), "dr amelie łukasz-ørsted");
    CHECK_EQ(compared_text("Jose\xCC\x81"), compared_text("JOSÉ"));
    CHECK_EQ(compared_text("ΣΊΣΥΦΟΣ"), compared_text("Σίσυφος"));
    CHECK_EQ(compared_text("ЁЛКА"), compared_text("елка"));
    CHECK_EQ(compared_text("NGUYỄN"), "nguyen");
    CHECK_EQ(compared_text("Weiß"), compared_text("WEISS"));
    CHECK_EQ(compared_text("İstanbul"), "istanbul");
    CHECK_EQ(compared_text("山田 😀 ½"), "山田 😀 ½");
    CHECK_EQ(compared_text(""), "");
    CHECK_EQ(compared_text(std::string_view{"a\0É", 4}), std::string_view{"a\0e", 3});
}

TEST_CASE("marks that make another letter of one are compared, and so are letters alike") {
    CHECK_NE(compared_text("が"), compared_text("か"));
    CHECK_NE(compared_text("कि"), compared_text("का"));
    CHECK_NE(compared_text("Müller"), compared_text("Mueller"));
}

}  // namespace compared_text_test
