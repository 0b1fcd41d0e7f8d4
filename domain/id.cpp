#include "domain/id.hpp"

#include <array>
#include <cstring>

#include "domain/digits.hpp"

namespace kalends {
namespace {

constexpr std::string_view digits_of_ids = "0123456789abcdefghjkmnpqrstvwxyz";
constexpr std::size_t digits_per_id = 26;

constexpr auto value_of = digit_values(digits_of_ids);
constexpr auto pair_of = digit_pairs<5>(digits_of_ids);

}  // namespace

void append_id(std::string& out, std::string_view prefix, IdBits bits) {
    // The first two digits hold eight bits, and two runs of twelve digits sixty each.
    const std::uint64_t middle = bits.low >> 60U | (bits.high << 4U);
    std::array<char, digits_per_id> text;
    std::memcpy(&text[0], pair_of[bits.high >> 56U].data(), 2);
    for (unsigned pair = 0; pair < 6; ++pair) {
        std::memcpy(&text[12 - 2 * pair], pair_of[middle >> (10 * pair) & 1023U].data(), 2);
        std::memcpy(&text[24 - 2 * pair], pair_of[bits.low >> (10 * pair) & 1023U].data(), 2);
    }
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
