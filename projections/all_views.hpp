#pragma once

#include <vector>

#include "projections/view.hpp"
#include "schemas/resources/opened_booking.hpp"

namespace kalends {

// Every view that there is. `open` opens what events have sealed, on the views' thread.
[[nodiscard]] std::vector<ViewKind> all_views(const OpenSealed& open);

}  // namespace kalends
