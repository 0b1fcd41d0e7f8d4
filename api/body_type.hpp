#pragma once

#include <optional>

#include "api/http/request.hpp"
#include "api/replies.hpp"

namespace kalends::api {

// What is wrong with what a request says of its body: it must be application/json, in UTF-8 and
// in no coding. Nothing if it has none. Merge patches (RFC 7396) are not taken: our changes replace
// an object as a whole.
[[nodiscard]] std::optional<Problem> check_body_type(const http::Request& request);

}  // namespace kalends::api
