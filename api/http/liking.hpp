#pragma once

#include <string_view>

namespace kalends::http {

// How much a client likes what it names in a list like that of Accept, in thousandths; 0 if it does
// not name it, or says that it wants none of it (RFC 9110 section 12.4.2).
[[nodiscard]] int liking(std::string_view accepted, std::string_view name);

}  // namespace kalends::http
