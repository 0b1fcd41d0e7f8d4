#pragma once

#include "api/app.hpp"
#include "api/http/request.hpp"
#include "api/replies.hpp"

namespace kalends::api {

// What a write was sent, an empty object if nothing; the value is gone when the next body is read.
// Refused: a body that is not JSON or not said to be, a PATCH without one and a DELETE with one.
[[nodiscard]] Result<JsonValue, Problem> read_body(App& app, const http::Request& request);

}  // namespace kalends::api
