#include "schemas/json/writer.hpp"

#include <array>
#include <charconv>

namespace kalends {
namespace {

bool must_be_escaped(char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\';
}

// The short escapes where JSON has one, else \u00XX.
void append_escaped(std::string& out, char c) {
    constexpr std::string_view escaped = "\"\\\b\f\n\r\t";
    constexpr std::string_view letters = "\"\\bfnrt";
    constexpr std::string_view hex = "0123456789abcdef";
    out.push_back('\\');
    if (const auto at = escaped.find(c); at != std::string_view::npos) {
        out.push_back(letters[at]);
        return;
    }
    out.append("u00");
    out.push_back(hex[static_cast<unsigned char>(c) >> 4U]);
    out.push_back(hex[static_cast<unsigned char>(c) & 15U]);
}

template <class Number>
void append_number(std::string& out, Number number) {
    std::array<char, 32> digits;  // a double takes 24 of them at most
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    out.append(digits.data(), end);
}

}  // namespace

void append_json_text(std::string& out, std::string_view text) {
    out.push_back('"');
    std::size_t done = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (!must_be_escaped(text[i])) continue;
        out.append(text.substr(done, i - done));
        append_escaped(out, text[i]);
        done = i + 1;
    }
    out.append(text.substr(done));
    out.push_back('"');
}

void append_json_integer(std::string& out, std::int64_t number) {
    append_number(out, number);
}

void append_json_integer(std::string& out, std::uint64_t number) {
    append_number(out, number);
}

void append_json_number(std::string& out, double number) {
    append_number(out, number);
}

}  // namespace kalends
