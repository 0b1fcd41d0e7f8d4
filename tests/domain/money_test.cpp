#include "domain/money.hpp"

#include <doctest/doctest.h>

namespace money_test {

using namespace kalends;

TEST_CASE("a currency is one that somebody pays in, by its code in capitals") {
    for (const auto* code : {"EUR", "USD", "JPY", "KWD", "CHF", "XOF", "AED", "ZWG"}) {
        CHECK(is_currency(code));
    }
    for (const auto* code : {"", "EU", "EURO", "eur", "XTS", "XAU", "DEM", "E R", "ABC"}) {
        CHECK_FALSE(is_currency(code));
    }
}

}  // namespace money_test
