#pragma once

#include "api/views.hpp"

namespace kalends::api {

// How each view stands.
[[nodiscard]] Result<ViewQuery, Problem> list_projections(const ReadCall& call);

// Begins to make one again, beside the one that answers.
[[nodiscard]] Result<ViewQuery, Problem> rebuild_projection(const ReadCall& call);

}  // namespace kalends::api
