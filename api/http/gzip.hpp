#pragma once

#include <string>
#include <string_view>

#include "api/http/headers.hpp"
#include "api/http/response.hpp"

namespace kalends::http {

// Whether the client takes a body in that coding (RFC 9110 section 12.5.3).
[[nodiscard]] bool takes_gzip(const Headers& headers);

// The bytes in that coding (RFC 1952).
[[nodiscard]] std::string gzipped(std::string_view bytes);

// Puts a large body in that coding, if it is taken. Left as it is what has an ETag: it would need
// another one then, which nobody could send back in If-Match.
void compress(Response& response, bool is_taken);

}  // namespace kalends::http
