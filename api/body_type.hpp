#pragma once

#include <optional>
#include <string_view>

#include "api/http/request.hpp"
#include "api/replies.hpp"

namespace kalends::api {

// What is wrong with what a request says of its body: it must be of the type that is wanted, in
// UTF-8 and in no coding. Nothing if it has none. Merge patches (RFC 7396) are not taken: our
// changes replace an object as a whole. The type is a literal.
[[nodiscard]] std::optional<Problem> check_body_type(const http::Request& request,
                                                     std::string_view wanted = "application/json");

}  // namespace kalends::api
