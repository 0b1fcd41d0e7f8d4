#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "api/http/ask.hpp"
#include "app/settings.hpp"

namespace kalends {

// The numeric address at which this machine reaches a server that listens at `address`: itself,
// except that a server on all addresses is reached on the loopback. Throws
// boost::system::system_error if it is no numeric address.
[[nodiscard]] std::string reachable_address(const std::string& address);

// The base of that server's URLs, "http://127.0.0.1:8080"; IPv6 goes in brackets (RFC 3986, 3.2.2).
[[nodiscard]] std::string base_url(const std::string& address, std::uint16_t port,
                                   std::string_view scheme = "http");

// The server that was started with these settings.
[[nodiscard]] http::ServerHere server_here(const Settings& settings);

// Says that it does not answer, and why.
[[nodiscard]] std::string no_answer(const Settings& settings, const std::string& why);

}  // namespace kalends
