#pragma once

#include <cstdint>
#include <string_view>

namespace kalends::http {

// The methods that we answer; `other` is every token beside them, and is answered with 501.
enum class Method : std::uint8_t { get, head, post, put, patch, del, options, other };

[[nodiscard]] std::string_view to_text(Method method);
// Methods are case-sensitive (RFC 9110 section 9.1): "get" is not GET.
[[nodiscard]] Method parse_method(std::string_view text);

}  // namespace kalends::http
