#include "domain/characters.hpp"

#include <algorithm>

namespace kalends {
namespace {

bool makes_lines(char c) {
    return c == '\n' || c == '\r' || c == '\t';
}

bool continues_character(char c) {
    return (static_cast<unsigned char>(c) & 0xc0U) == 0x80U;
}

// U+0080 to U+009F are 0xC2 and a second byte below 0xA0.
bool is_late_control(char first, char second) {
    return first == '\xc2' && static_cast<unsigned char>(second) < 0xa0;
}

}  // namespace

std::int64_t count_characters(std::string_view text) {
    return std::count_if(text.begin(), text.end(), [](char c) { return !continues_character(c); });
}

bool has_control_characters(std::string_view text, Lines lines) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if (byte < 0x20 && !(lines == Lines::many && makes_lines(text[i]))) return true;
        if (byte == 0x7f) return true;
        if (i + 1 < text.size() && is_late_control(text[i], text[i + 1])) return true;
    }
    return false;
}

bool is_blank(std::string_view text) {
    return text.find_first_not_of(" \n\r\t") == std::string_view::npos;
}

}  // namespace kalends
