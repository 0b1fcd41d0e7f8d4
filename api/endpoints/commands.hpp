#pragma once

#include <memory>

#include "api/app.hpp"
#include "api/http/router.hpp"

namespace kalends::api {

// `POST /v1/commands`: many commands in one request, and their answers, as NDJSON. `commands` are
// the routes that a line may name.
[[nodiscard]] http::Route commands_route(App& app, std::shared_ptr<const http::Router> commands);

}  // namespace kalends::api
