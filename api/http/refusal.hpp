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
};

[[nodiscard]] constexpr Refusal malformed(std::string_view detail) {
    return {.detail = detail};
}

inline constexpr Refusal body_too_large{Status::content_too_large, "content-too-large",
                                        "The body is too large", ""};
inline constexpr Refusal target_too_long{Status::target_too_long, "target-too-long",
                                         "The request target is too long", ""};
inline constexpr Refusal header_too_large{Status::header_too_large, "header-too-large",
                                          "The header is too large", ""};
inline constexpr Refusal too_slow{Status::request_timeout, "request-timeout",
                                  "The request did not arrive in time", ""};

}  // namespace kalends::http
