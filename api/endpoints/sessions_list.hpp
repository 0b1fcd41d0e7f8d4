#pragma once

#include "api/views.hpp"

namespace kalends::api {

[[nodiscard]] Result<ViewQuery, Problem> list_sessions(const ReadCall& call);

}  // namespace kalends::api
