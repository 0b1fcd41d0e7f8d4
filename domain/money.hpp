#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace kalends {

// What something costs, in the currency's smallest unit: cents of EUR, yen of JPY. Never negative;
// nothing to pay is zero, which is not the same as no price said.
struct Price {
    std::int64_t amount_minor = 0;
    std::string currency;  // a code of `is_currency`

    bool operator==(const Price&) const = default;
};

// Low enough for a sum of millions of them to be counted exactly.
inline constexpr std::int64_t price_minor_max = 1'000'000'000'000;

// Whether it is the alphabetic code of a currency that is in use, by ISO 4217. Metals, funds and
// codes for testing are none that anybody pays in.
[[nodiscard]] bool is_currency(std::string_view code);

}  // namespace kalends
