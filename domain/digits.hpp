#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace kalends {

// The value of each byte as one of these digits; -1 for those that are none.
[[nodiscard]] consteval std::array<std::int8_t, 256> digit_values(std::string_view digits) {
    std::array<std::int8_t, 256> values{};
    for (auto& value : values) value = -1;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        values[static_cast<unsigned char>(digits[i])] = static_cast<std::int8_t>(i);
    }
    return values;
}

// The two digits for each run of bits that two of them carry: half the look-ups of one by one.
template <unsigned bits_per_digit>
[[nodiscard]] consteval auto digit_pairs(std::string_view digits) {
    constexpr std::size_t base = std::size_t{1} << bits_per_digit;
    std::array<std::array<char, 2>, base * base> pairs{};
    for (std::size_t bits = 0; bits < pairs.size(); ++bits) {
        pairs[bits] = {digits[bits / base], digits[bits % base]};
    }
    return pairs;
}

}  // namespace kalends
