#include "api/base32.hpp"

#include <array>
#include <cstdint>

namespace kalends::api {
namespace {

constexpr std::string_view digits = "0123456789abcdefghjkmnpqrstvwxyz";

// The value of each byte that is a digit; -1 for every other.
constexpr auto value_of = [] {
    std::array<std::int8_t, 256> values{};
    values.fill(-1);
    for (std::size_t i = 0; i < digits.size(); ++i) {
        values[static_cast<std::uint8_t>(digits[i])] = static_cast<std::int8_t>(i);
    }
    return values;
}();

}  // namespace

void append_base32(std::string& out, std::string_view bytes) {
    std::uint32_t pending = 0;
    unsigned bits = 0;
    for (const char c : bytes) {
        pending = (pending << 8) | static_cast<std::uint8_t>(c);
        for (bits += 8; bits >= 5; bits -= 5) out.push_back(digits[(pending >> (bits - 5)) & 31U]);
    }
    if (bits != 0) out.push_back(digits[(pending << (5 - bits)) & 31U]);
}

std::optional<std::string> parse_base32(std::string_view text) {
    std::string bytes;
    bytes.reserve(text.size() * 5 / 8);
    std::uint32_t pending = 0;
    unsigned bits = 0;
    for (const char c : text) {
        const auto digit = value_of[static_cast<std::uint8_t>(c)];
        if (digit < 0) return std::nullopt;
        pending = (pending << 5) | static_cast<std::uint32_t>(digit);
        bits += 5;
        if (bits < 8) continue;
        bits -= 8;
        bytes.push_back(static_cast<char>((pending >> bits) & 0xffU));
    }
    const bool is_filled_with_zeros = (pending & ((1U << bits) - 1)) == 0;
    if (bits >= 5 || !is_filled_with_zeros) return std::nullopt;
    return bytes;
}

}  // namespace kalends::api
