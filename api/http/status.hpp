#pragma once

#include <cstdint>
#include <string_view>

namespace kalends::http {

// The statuses that this server sends (RFC 9110 section 15, RFC 6585).
enum class Status : std::uint16_t {
    ok = 200,
    created = 201,
    accepted = 202,
    no_content = 204,
    not_modified = 304,
    permanent_redirect = 308,
    bad_request = 400,
    unauthorised = 401,
    forbidden = 403,
    not_found = 404,
    method_not_allowed = 405,
    not_acceptable = 406,
    request_timeout = 408,
    conflict = 409,
    gone = 410,
    precondition_failed = 412,
    content_too_large = 413,
    target_too_long = 414,
    unsupported_media_type = 415,
    expectation_failed = 417,
    unprocessable_content = 422,
    too_many_requests = 429,
    header_too_large = 431,
    internal_error = 500,
    not_implemented = 501,
    unavailable = 503,
    version_not_supported = 505,
};

[[nodiscard]] constexpr unsigned number(Status status) {
    return static_cast<unsigned>(status);
}
[[nodiscard]] std::string_view reason_phrase(Status status);

}  // namespace kalends::http
