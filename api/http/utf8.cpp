#include "api/http/utf8.hpp"

#include <cstdint>

namespace kalends::http {
namespace {

// The first byte says the length and, for some, narrows what the second may be.
struct Lead {
    std::size_t bytes;
    std::uint8_t second_min;
    std::uint8_t second_max;
};

Lead lead_of(std::uint8_t first) {
    if (first < 0x80) return {1, 0, 0};
    if (first < 0xC2) return {0, 0, 0};
    if (first < 0xE0) return {2, 0x80, 0xBF};
    if (first == 0xE0) return {3, 0xA0, 0xBF};
    if (first == 0xED) return {3, 0x80, 0x9F};
    if (first < 0xF0) return {3, 0x80, 0xBF};
    if (first == 0xF0) return {4, 0x90, 0xBF};
    if (first < 0xF4) return {4, 0x80, 0xBF};
    if (first == 0xF4) return {4, 0x80, 0x8F};
    return {0, 0, 0};
}

}  // namespace

std::size_t utf8_character_bytes(std::string_view text) {
    if (text.empty()) return 0;
    const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
    const Lead lead = lead_of(byte(0));
    if (lead.bytes < 2) return lead.bytes;
    if (text.size() < lead.bytes) return 0;
    if (byte(1) < lead.second_min || byte(1) > lead.second_max) return 0;
    for (std::size_t i = 2; i < lead.bytes; ++i) {
        if ((byte(i) & 0xC0U) != 0x80U) return 0;
    }
    return lead.bytes;
}

bool is_utf8(std::string_view text) {
    while (!text.empty()) {
        const std::size_t bytes = utf8_character_bytes(text);
        if (bytes == 0) return false;
        text.remove_prefix(bytes);
    }
    return true;
}

}  // namespace kalends::http
