#pragma once

#include <string_view>

namespace kalends {

// An address that looks like one: something before the last `@`, a host name with a dot after it.
// Whether mail arrives there only mail can tell.
[[nodiscard]] bool is_email(std::string_view text);

// Digits and what people write between them.
[[nodiscard]] bool is_phone(std::string_view text);

// http or https, a host, and no space or control character anywhere.
[[nodiscard]] bool is_web_address(std::string_view text);

}  // namespace kalends
