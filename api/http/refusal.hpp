#pragma once

#include <string_view>

#include "api/http/status.hpp"

namespace kalends::http {

// Why the server itself refuses what a client sent. The texts are literals. Whoever is refused
// here is closed afterwards: where its next request would begin is no longer certain.
struct Refusal {
    Status status = Status::bad_request;
    std::string_view code = "malformed";
    std::string_view title = "The request is not well-formed HTTP/1.1";
    std::string_view detail = {};
    std::string_view field = {};  // of the header, if it is the fault of one
};

[[nodiscard]] constexpr Refusal malformed(std::string_view detail, std::string_view field = {}) {
    return {.detail = detail, .field = field};
}

inline constexpr Refusal body_too_large{Status::content_too_large, "content-too-large",
                                        "The body is too large",
                                        "It has 64 KiB at most, and 1 MiB in /v1/commands."};
inline constexpr Refusal long_body_without_key{
    Status::content_too_large, "content-too-large", "The body is too large",
    "More than 64 KiB take a key that is live, and a request of many commands."};
inline constexpr Refusal too_many_long_bodies{Status::unavailable, "overloaded",
                                              "Too many long requests are on their way already",
                                              "64 bodies over 64 KiB are taken at a time."};
inline constexpr Refusal target_too_long{Status::target_too_long, "target-too-long",
                                         "The request target is too long",
                                         "The request line has 4 KiB at most."};
inline constexpr Refusal header_too_large{Status::header_too_large, "header-too-large",
                                          "The header is too large",
                                          "It has 8 KiB at most, and 100 fields."};
inline constexpr Refusal tls_required{Status::bad_request, "tls-required", "This port speaks TLS",
                                      "Ask again by https, at the same port."};
inline constexpr Refusal too_many_parameters{
    Status::bad_request, "malformed", "The query has too many parameters", "It has 64 at most."};
inline constexpr Refusal too_slow{Status::request_timeout, "request-timeout",
                                  "The request did not arrive in time",
                                  "Its header has 10 seconds, its body 30."};

}  // namespace kalends::http
