#pragma once

#include <vector>

#include "api/http/router.hpp"

namespace kalends::api {

// The routes of what the program says of itself: the description of the API, and a page to try it
// on. It is the same whoever asks and however the engine stands, so neither is asked about.
[[nodiscard]] std::vector<http::Route> document_routes();

}  // namespace kalends::api
