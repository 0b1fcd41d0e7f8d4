#pragma once

#include <optional>

#include "api/app.hpp"
#include "api/query_fields.hpp"
#include "api/replies.hpp"

namespace kalends::api {

// `min_position` of a read. Only views may have to wait for it: any other read stands at the head
// always. What is left is to say what is no position, and what a restore withdrew.
[[nodiscard]] std::optional<Problem> check_min_position(App& app, QueryFields& query);

// What a view has to reflect before it answers: all that was acknowledged to anyone, for that takes
// in what was acknowledged to this caller; nothing if they said not to wait (`min_position=0`).
[[nodiscard]] Position wanted_of_views(const App& app, const http::Request& request);

}  // namespace kalends::api
