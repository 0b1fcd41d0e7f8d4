#pragma once

#include <optional>

#include "api/app.hpp"
#include "api/query_fields.hpp"
#include "api/replies.hpp"

namespace kalends::api {

// `min_position` of a read. Reads stand at the head always, so there is nothing to wait for: what
// is left is to say what is no position, and what a restore withdrew.
[[nodiscard]] std::optional<Problem> check_min_position(App& app, QueryFields& query);

}  // namespace kalends::api
