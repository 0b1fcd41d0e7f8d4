#pragma once

#include <cstdint>
#include <string_view>

namespace kalends {

// Whether a text may have line breaks and tabs.
enum class Lines : bool { one, many };

// What valid UTF-8 is made of: characters are code points, as JSON Schema counts them.
[[nodiscard]] std::int64_t count_characters(std::string_view text);
// Control characters are those of U+0000 to U+001F and U+007F to U+009F, but for the line breaks
// and tabs of a text of many lines.
[[nodiscard]] bool has_control_characters(std::string_view text, Lines lines);
// Whether there is nothing in it but spaces, tabs and line breaks.
[[nodiscard]] bool is_blank(std::string_view text);

}  // namespace kalends
