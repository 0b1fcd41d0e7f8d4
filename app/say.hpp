#pragma once

#include <fmt/format.h>

#include <cstdio>
#include <utility>

namespace kalends {

// Writes a line for whoever watches, at once, in a file or a pipe too. A line that cannot be
// written, on a full disk say, is dropped: a server must not end for want of somebody to talk to.
template <class... Parts>
void say(std::FILE* to, fmt::format_string<Parts...> line, Parts&&... parts) {
    const auto text = fmt::format(line, std::forward<Parts>(parts)...);
    std::fwrite(text.data(), 1, text.size(), to);
    std::fflush(to);
}

}  // namespace kalends
