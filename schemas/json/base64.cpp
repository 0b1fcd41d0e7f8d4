#include "schemas/json/base64.hpp"

#include <array>
#include <cstdint>

namespace kalends {
namespace {

constexpr std::string_view digits =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

constexpr std::array<std::int8_t, 256> digit_values() {
    std::array<std::int8_t, 256> values{};
    for (auto& value : values) value = -1;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        values[static_cast<unsigned char>(digits[i])] = static_cast<std::int8_t>(i);
    }
    return values;
}
constexpr auto value_of = digit_values();

std::uint32_t byte_at(std::string_view bytes, std::size_t i) {
    return i < bytes.size() ? static_cast<unsigned char>(bytes[i]) : 0U;
}

std::size_t padding_of(std::string_view text) {
    if (text.ends_with("==")) return 2;
    return text.ends_with('=') ? 1 : 0;
}

// The 24 bits of four digits, the last `padding` of which are padding; negative if one is no digit.
std::int32_t bits_of(std::string_view four, std::size_t padding) {
    std::int32_t bits = 0;
    for (std::size_t i = 0; i < 4; ++i) {
        const bool is_padding = i >= 4 - padding;
        const int value = is_padding ? 0 : value_of[static_cast<unsigned char>(four[i])];
        if (value < 0) return -1;
        bits = bits << 6 | value;
    }
    return bits;
}

}  // namespace

void append_base64(std::string& out, std::string_view bytes) {
    const std::size_t start = out.size();
    out.resize(start + (bytes.size() + 2) / 3 * 4);
    char* to = out.data() + start;
    for (std::size_t i = 0; i < bytes.size(); i += 3, to += 4) {
        const auto bits =
            byte_at(bytes, i) << 16 | byte_at(bytes, i + 1) << 8 | byte_at(bytes, i + 2);
        to[0] = digits[bits >> 18];
        to[1] = digits[bits >> 12 & 63U];
        to[2] = i + 1 < bytes.size() ? digits[bits >> 6 & 63U] : '=';
        to[3] = i + 2 < bytes.size() ? digits[bits & 63U] : '=';
    }
}

std::optional<std::string> parse_base64(std::string_view text) {
    if (text.size() % 4 != 0) return std::nullopt;
    std::string bytes;
    bytes.reserve(text.size() / 4 * 3);
    for (std::size_t i = 0; i < text.size(); i += 4) {
        const std::size_t padding = i + 4 == text.size() ? padding_of(text) : 0;
        const auto bits = bits_of(text.substr(i, 4), padding);
        if (bits < 0) return std::nullopt;
        const std::array three{static_cast<char>(bits >> 16), static_cast<char>(bits >> 8 & 255),
                               static_cast<char>(bits & 255)};
        // What the padding cuts off must be zero, or two texts would have one value.
        for (std::size_t cut = 3 - padding; cut < 3; ++cut) {
            if (three[cut] != 0) return std::nullopt;
        }
        bytes.append(three.data(), 3 - padding);
    }
    return bytes;
}

}  // namespace kalends
