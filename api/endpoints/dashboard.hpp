#pragma once

#include "api/views.hpp"

namespace kalends::api {

// What a host wants to see of today and the days around it. It shows guests, so that it takes a key
// that may read bookings, too; a host's own key opens its own alone.
[[nodiscard]] Result<ViewQuery, Problem> show_dashboard(const ReadCall& call);

}  // namespace kalends::api
