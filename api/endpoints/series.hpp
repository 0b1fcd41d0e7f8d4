#pragma once

#include "api/calls.hpp"
#include "schemas/requests/booking.hpp"

namespace kalends::api {

// What `book` makes of a body with a recurrence.
[[nodiscard]] Result<Intent, Problem> book_series(const WriteCall& call,
                                                  OrganisationId organisation, BookAsked asked);
[[nodiscard]] Result<Intent, Problem> cancel_series(const WriteCall& call);
[[nodiscard]] Result<Intent, Problem> reschedule_series(const WriteCall& call);
[[nodiscard]] Answer get_series(const ReadCall& call);

}  // namespace kalends::api
