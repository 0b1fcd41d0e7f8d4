#pragma once

#include "api/calls.hpp"

namespace kalends::api {

// The bookable starts of a meeting type; where there are none, the next there is.
[[nodiscard]] Answer list_slots(const ReadCall& call);

// The soonest bookable starts of several meeting types.
[[nodiscard]] Answer search_slots(const ReadCall& call);

// Which rules closed each start, and which claims.
[[nodiscard]] Answer explain_starts(const ReadCall& call);

}  // namespace kalends::api
