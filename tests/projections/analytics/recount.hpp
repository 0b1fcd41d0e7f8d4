#pragma once

#include <vector>

#include "projections/analytics/answers.hpp"
#include "schemas/envelope.hpp"

namespace kalends::testing {

// The same answers worked out from every event there is, each time anew and as plainly as can be,
// without a line of the view. Open time is looked at minute by minute.
[[nodiscard]] std::vector<StartedRow> recount_started(const std::vector<StoredEvent>& events,
                                                      const CountsQuery& query);
[[nodiscard]] std::vector<MadeRow> recount_made(const std::vector<StoredEvent>& events,
                                                const CountsQuery& query);
[[nodiscard]] std::vector<RevenueRow> recount_revenue(const std::vector<StoredEvent>& events,
                                                      const CountsQuery& query);
[[nodiscard]] std::vector<UtilisationRow> recount_utilisation(
    const std::vector<StoredEvent>& events, const CountsQuery& query);

}  // namespace kalends::testing
