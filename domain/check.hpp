#pragma once

#include <source_location>
#include <string_view>

namespace kalends {

// Says on standard error what broke and where, and aborts. A broken invariant stops the process:
// going on could only write down something untrue.
[[noreturn]] void broken(std::string_view invariant,
                         std::source_location where = std::source_location::current());

// An assertion that stays on in release builds. `invariant` says what must hold, as a sentence.
inline void ensure(bool holds, std::string_view invariant,
                   std::source_location where = std::source_location::current()) {
    if (!holds) [[unlikely]]
        broken(invariant, where);
}

}  // namespace kalends
