#pragma once

#include <string_view>

#include "api/http/request.hpp"
#include "api/replies.hpp"

namespace kalends::api {

// Whether a client asks for a type ("text/csv") in place of JSON: its Accept names it, and does not
// name JSON as what it likes better (RFC 9110 section 12.5.1). Ranges such as `*/*` name neither.
[[nodiscard]] bool asks_for(const http::Request& request, std::string_view type);

// A table as its writer left it. Whoever answers with one says so (`Vary: Accept`) in JSON, too.
[[nodiscard]] Response csv_response(std::string table);
[[nodiscard]] Response varying_by_type(Response response);

}  // namespace kalends::api
