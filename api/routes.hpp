#pragma once

#include <vector>

#include "api/app.hpp"
#include "api/http/router.hpp"

namespace kalends::api {

// Every route of the API. `app` outlives them.
[[nodiscard]] std::vector<http::Route> make_routes(App& app);

}  // namespace kalends::api
