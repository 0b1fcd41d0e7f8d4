#pragma once

#include "api/views.hpp"

namespace kalends::api {

// What happened in the caller's organisation, as it stands in the log, in pages.
[[nodiscard]] Result<ViewQuery, Problem> list_events(const ReadCall& call);

}  // namespace kalends::api
