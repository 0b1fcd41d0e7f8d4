#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace kalends::api {

// Crockford's base 32 in lower case, of bytes from left to right; the last digit is filled with
// zeros.
void append_base32(std::string& out, std::string_view bytes);

// Nothing for whatever append_base32 would not have written: one text for each value.
[[nodiscard]] std::optional<std::string> parse_base32(std::string_view text);

}  // namespace kalends::api
