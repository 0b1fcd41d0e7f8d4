#include "domain/id.hpp"

#include <array>

namespace kalends {
namespace {

constexpr std::string_view digits = "0123456789abcdefghjkmnpqrstvwxyz";
constexpr std::size_t digits_per_id = 26;

constexpr std::array<std::int8_t, 256> digit_values() {
    std::array<std::int8_t, 256> values{};
    for (auto& value : values) value = -1;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        values[static_cast<unsigned char>(digits[i])] = static_cast<std::int8_t>(i);
    }
    return values;
}
constexpr auto value_of = digit_values();

}  // namespace

void append_id(std::string& out, std::string_view prefix, IdBits bits) {
    std::array<char, digits_per_id> text;
    // Two runs of twelve digits and the first two, so that no digit waits for the one before it.
    const std::uint64_t middle = (bits.low >> 60U) | (bits.high << 4U);
    const std::uint64_t first = bits.high >> 56U;
    for (unsigned i = 0; i < 12; ++i) {
        text[25 - i] = digits[bits.low >> (5 * i) & 31U];
        text[13 - i] = digits[middle >> (5 * i) & 31U];
    }
    text[1] = digits[first & 31U];
    text[0] = digits[first >> 5U];
    out.append(prefix).push_back('_');
    out.append(text.data(), text.size());
}

std::optional<IdBits> parse_id(std::string_view text, std::string_view prefix) {
    if (text.size() != prefix.size() + 1 + digits_per_id) return std::nullopt;
    if (!text.starts_with(prefix) || text[prefix.size()] != '_') return std::nullopt;
    text.remove_prefix(prefix.size() + 1);
    // 26 digits carry 130 bits: the first may not use the upper two.
    if (value_of[static_cast<unsigned char>(text[0])] > 7) return std::nullopt;
    IdBits bits;
    for (const char c : text) {
        const auto value = value_of[static_cast<unsigned char>(c)];
        if (value < 0) return std::nullopt;
        bits.high = (bits.high << 5U) | (bits.low >> 59U);
        bits.low = (bits.low << 5U) | static_cast<std::uint64_t>(value);
    }
    return bits;
}

}  // namespace kalends
