#pragma once

#include <cstdint>
#include <optional>

#include "projections/analytics/analytics_view.hpp"
#include "schemas/resources/table.hpp"

namespace kalends::api {

// What an endpoint of /v1/analytics shows, a column for each number.
using CountedTable = Result<Table, TooMuch>;
[[nodiscard]] CountedTable bookings_table(AnalyticsView& view, const CountsQuery& query);
[[nodiscard]] CountedTable lead_time_table(AnalyticsView& view, const CountsQuery& query);
[[nodiscard]] CountedTable cancellations_table(AnalyticsView& view, const CountsQuery& query);
[[nodiscard]] CountedTable utilisation_table(AnalyticsView& view, const CountsQuery& query);
[[nodiscard]] CountedTable funnel_table(AnalyticsView& view, const CountsQuery& query);
// Of bookings that took place and had a price.
[[nodiscard]] CountedTable revenue_table(AnalyticsView& view, const CountsQuery& query);

// A part of a whole in thousandths, rounded; nothing of nothing.
[[nodiscard]] std::optional<std::int64_t> permille(std::int64_t part, std::int64_t whole);

}  // namespace kalends::api
