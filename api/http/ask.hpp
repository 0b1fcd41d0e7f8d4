#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace kalends::http {

// What a server answered to a GET.
struct Asked {
    int status = 0;
    std::string reason;  // the text beside the status
};

// Asks a server once, over a connection of its own, at a numeric address. Throws
// boost::system::system_error if there is no answer in HTTP within `patience`.
[[nodiscard]] Asked ask(const std::string& address, std::uint16_t port, std::string target,
                        std::chrono::milliseconds patience);

}  // namespace kalends::http
