#pragma once

#include <algorithm>
#include <string_view>

namespace kalends::http {

// Without the blanks that RFC 9110 lets stand around what a field says.
[[nodiscard]] inline std::string_view trimmed(std::string_view text) {
    text.remove_prefix(std::min(text.find_first_not_of(" \t"), text.size()));
    return text.substr(0, text.find_last_not_of(" \t") + 1);
}

// The part of a list up to the separator, which goes with it.
[[nodiscard]] inline std::string_view take_part(std::string_view& list, char separator) {
    const auto end = std::min(list.find(separator), list.size());
    const auto part = trimmed(list.substr(0, end));
    list.remove_prefix(std::min(end + 1, list.size()));
    return part;
}

}  // namespace kalends::http
