#pragma once

#include "api/calls.hpp"

namespace kalends::api {

// The booking as a file that calendars take up.
[[nodiscard]] Answer get_booking_calendar(const ReadCall& call);

}  // namespace kalends::api
