#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace kalends {

// Canonical JSON, appended to `out`: no spaces, members in the order in which they are written, and
// each value in one form only, so that the same facts are always the same bytes.

// A text in quotes; quotes, backslashes and control characters are escaped, UTF-8 passes through as
// it is and must be valid.
void append_json_text(std::string& out, std::string_view text);
void append_json_integer(std::string& out, std::int64_t number);
void append_json_integer(std::string& out, std::uint64_t number);
// A finite one, in the fewest digits that lead back to it.
void append_json_number(std::string& out, double number);

inline void append_json_boolean(std::string& out, bool boolean) {
    out.append(boolean ? "true" : "false");
}

// Each member or element is written with a comma before it; closing then turns the first comma of
// those written since `start` (the size of `out` back then) into the bracket.
inline void close_json(std::string& out, std::size_t start, char open, char close) {
    if (out.size() == start) {
        out.push_back(open);
    } else {
        out[start] = open;
    }
    out.push_back(close);
}

}  // namespace kalends
