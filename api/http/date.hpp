#pragma once

#include <string_view>

namespace kalends::http {

// Now, as the Date field writes it ("Sun, 06 Nov 1994 08:49:37 GMT"). It only labels a reply: no
// rule of the engine reads it, so it is the machine's clock even where a test clock is set. Each
// thread writes it once a second; the view holds until the thread asks again.
[[nodiscard]] std::string_view date_now();

// The same for any second since 1970.
[[nodiscard]] std::string_view date_at(long long unix_seconds);

}  // namespace kalends::http
