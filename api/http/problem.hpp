#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "api/http/response.hpp"

namespace kalends::http {

// What is wrong with one field of a request: where (a JSON pointer, or the name of a parameter)
// and why.
struct FieldError {
    std::string pointer;
    std::string detail;
};

// Why a request was refused (RFC 9457). `code` and `title` are literals; `detail` is for people.
struct Problem {
    Status status = Status::internal_error;
    std::string_view code = {};
    std::string_view title = {};
    std::string detail = {};
    std::vector<FieldError> errors = {};
    // Whether the same request, sent again later, may succeed.
    bool retryable = false;
    // When later is, where the status has a Retry-After: 429 and 503.
    std::uint64_t retry_after_seconds = 1;
    // What a body may be, where the status is 415; a literal.
    std::string_view accepts = {};
    // Further members as JSON text, `"alternatives":[…]` say, or nothing.
    std::string members = {};
};

// An application/problem+json document of type "/problems/<code>", with Retry-After if it may be
// asked again at a time.
[[nodiscard]] Response problem_response(const Problem& problem, std::string_view request_id);

}  // namespace kalends::http
