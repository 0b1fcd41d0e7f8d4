#pragma once

#include "api/views.hpp"

namespace kalends::api {

// The caller's bookings, filtered, sorted, and in pages.
[[nodiscard]] Result<ViewQuery, Problem> list_bookings(const ReadCall& call);

}  // namespace kalends::api
