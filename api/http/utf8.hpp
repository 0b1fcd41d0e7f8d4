#pragma once

#include <cstddef>
#include <string_view>

namespace kalends::http {

// The length in bytes (1 to 4) of the character that `text` begins with, or 0 if it does not begin
// with one: overlong forms, surrogates and what lies beyond U+10FFFF are no characters (RFC 3629).
[[nodiscard]] std::size_t utf8_character_bytes(std::string_view text);

[[nodiscard]] bool is_utf8(std::string_view text);

}  // namespace kalends::http
