#pragma once

#include "api/views.hpp"

namespace kalends::api {

// Numbers of the caller's organisation, added up by date and by what else is asked for: as JSON or,
// for whoever asks for it, as CSV.
[[nodiscard]] Result<ViewQuery, Problem> count_bookings(const ReadCall& call);
[[nodiscard]] Result<ViewQuery, Problem> count_lead_time(const ReadCall& call);
[[nodiscard]] Result<ViewQuery, Problem> count_cancellations(const ReadCall& call);
[[nodiscard]] Result<ViewQuery, Problem> count_utilisation(const ReadCall& call);
[[nodiscard]] Result<ViewQuery, Problem> count_funnel(const ReadCall& call);
[[nodiscard]] Result<ViewQuery, Problem> count_revenue(const ReadCall& call);

}  // namespace kalends::api
