#pragma once

#include <string>
#include <string_view>

namespace kalends {

// Valid UTF-8 with the capitals of the Latin, Greek and Cyrillic alphabets in lower case, so that
// texts can be compared without their case. Never by a locale: the same text comes out everywhere.
// What has no small letter of its own in Unicode, or one of several characters, stays as it is.
[[nodiscard]] std::string case_folded(std::string_view text);

}  // namespace kalends
