#pragma once

#include "api/calls.hpp"

namespace kalends::api {

// Who did what to a booking, when, and what it changed.
[[nodiscard]] Answer list_history(const ReadCall& call);

}  // namespace kalends::api
