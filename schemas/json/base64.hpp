#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace kalends {

// Base64 of RFC 4648, section 4: the standard alphabet, padded.
void append_base64(std::string& out, std::string_view bytes);

// Nothing for whatever append_base64 would not have written: one text for each value.
[[nodiscard]] std::optional<std::string> parse_base64(std::string_view text);

}  // namespace kalends
