#include "api/http/json_text.hpp"

#include "api/http/utf8.hpp"

namespace kalends::http {
namespace {

constexpr std::string_view replacement_character = "\xEF\xBF\xBD";
constexpr std::string_view hex_digits = "0123456789abcdef";

void append_ascii(std::string& out, char c) {
    const auto byte = static_cast<std::uint8_t>(c);
    if (c == '"' || c == '\\') {
        out.push_back('\\');
        out.push_back(c);
    } else if (byte < 0x20) {
        out.append("\\u00");
        out.push_back(hex_digits[byte >> 4U]);
        out.push_back(hex_digits[byte & 15U]);
    } else {
        out.push_back(c);
    }
}

void append_name(std::string& object, std::string_view name) {
    object.push_back(object.empty() ? '{' : ',');
    append_json_string(object, name);
    object.push_back(':');
}

}  // namespace

void append_json_string(std::string& out, std::string_view text) {
    out.push_back('"');
    while (!text.empty()) {
        const std::size_t bytes = utf8_character_bytes(text);
        if (bytes == 1) {
            append_ascii(out, text.front());
        } else if (bytes == 0) {
            out.append(replacement_character);
        } else {
            out.append(text.substr(0, bytes));
        }
        text.remove_prefix(bytes == 0 ? 1 : bytes);
    }
    out.push_back('"');
}

void append_json_member(std::string& object, std::string_view name, std::string_view text) {
    append_name(object, name);
    append_json_string(object, text);
}

void append_json_member(std::string& object, std::string_view name, std::int64_t number) {
    append_name(object, name);
    object.append(std::to_string(number));
}

}  // namespace kalends::http
