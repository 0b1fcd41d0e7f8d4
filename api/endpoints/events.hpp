#pragma once

#include "api/app.hpp"
#include "api/http/router.hpp"

namespace kalends::api {

// What happened in the caller's organisation, as it stands in the log: in pages, and for those who
// ask for server-sent events as long as they listen.
[[nodiscard]] http::Route events_route(App& app);

}  // namespace kalends::api
