#pragma once

#include <string>
#include <string_view>

namespace kalends::api {

// Valid UTF-8 as it is searched for: without its case, and without the accents of the Latin, Greek
// and Cyrillic alphabets. By Unicode's tables and never by a locale, so the same text comes out
// everywhere; it is for comparing, not for showing.
[[nodiscard]] std::string compared_text(std::string_view text);

}  // namespace kalends::api
