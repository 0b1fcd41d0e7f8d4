#pragma once

#include <cstdint>
#include <cstdlib>

namespace kalends {

// A number from the environment, so that a long run needs no other program. Its name begins with
// TEST_, never with KALENDS_: a server that a test starts inherits it, and refuses settings of its
// own prefix that it does not know.
inline std::uint64_t setting(const char* name, std::uint64_t otherwise) {
    const char* text = std::getenv(name);
    return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

}  // namespace kalends
