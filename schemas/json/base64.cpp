#include "schemas/json/base64.hpp"

#include <array>
#include <cstdint>
#include <cstring>

#include "domain/digits.hpp"

namespace kalends {
namespace {

constexpr std::string_view base64_digits =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

constexpr auto value_of = digit_values(base64_digits);
constexpr auto pair_of = digit_pairs<6>(base64_digits);

std::uint32_t bits_of_bytes(const char* three) {
    const auto byte = [three](std::size_t i) {
        return std::uint32_t{static_cast<unsigned char>(three[i])};
    };
    return byte(0) << 16 | byte(1) << 8 | byte(2);
}

void put_digits(char* to, std::uint32_t bits) {
    std::memcpy(to, pair_of[bits >> 12].data(), 2);
    std::memcpy(to + 2, pair_of[bits & 4095U].data(), 2);
}

std::size_t padding_of(std::string_view text) {
    if (text.ends_with("==")) return 2;
    return text.ends_with('=') ? 1 : 0;
}

// The 24 bits of four digits; negative if one is no digit.
std::int32_t bits_of(const char* four) {
    const auto value = [four](std::size_t i) {
        return std::int32_t{value_of[static_cast<unsigned char>(four[i])]};
    };
    const auto any = value(0) | value(1) | value(2) | value(3);
    if (any < 0) return -1;
    return value(0) << 18 | value(1) << 12 | value(2) << 6 | value(3);
}

void put_bytes(char* to, std::int32_t bits, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) to[i] = static_cast<char>(bits >> (16 - 8 * i));
}

}  // namespace

void append_base64(std::string& out, std::string_view bytes) {
    const std::size_t start = out.size();
    out.resize(start + (bytes.size() + 2) / 3 * 4);
    char* to = out.data() + start;
    for (; bytes.size() >= 3; bytes.remove_prefix(3), to += 4) {
        put_digits(to, bits_of_bytes(bytes.data()));
    }
    if (bytes.empty()) return;
    const std::array last{bytes[0], bytes.size() > 1 ? bytes[1] : '\0', '\0'};
    put_digits(to, bits_of_bytes(last.data()));
    for (std::size_t i = bytes.size() + 1; i < 4; ++i) to[i] = '=';
}

std::optional<std::string> parse_base64(std::string_view text) {
    if (text.size() % 4 != 0) return std::nullopt;
    const auto padding = padding_of(text);
    std::string bytes(text.size() / 4 * 3 - padding, '\0');
    std::size_t at = 0;
    for (; text.size() > 4; text.remove_prefix(4), at += 3) {
        const auto bits = bits_of(text.data());
        if (bits < 0) return std::nullopt;
        put_bytes(bytes.data() + at, bits, 3);
    }
    if (text.empty()) return bytes;
    std::array last{text[0], text[1], text[2], text[3]};
    for (std::size_t i = 4 - padding; i < 4; ++i) last[i] = base64_digits[0];
    const auto bits = bits_of(last.data());
    // What the padding cuts off must be zero, or two texts would have one value.
    const auto cut_off = (1 << 8 * padding) - 1;
    if (bits < 0 || (bits & cut_off) != 0) return std::nullopt;
    put_bytes(bytes.data() + at, bits, 3 - padding);
    return bytes;
}

}  // namespace kalends
