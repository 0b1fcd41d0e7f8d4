#pragma once

#include <cstdint>
#include <optional>

#include "projections/analytics/analytics_view.hpp"
#include "schemas/resources/table.hpp"

namespace kalends::api {

// What the endpoints of /v1/analytics show, a column for each number. Nothing where it would be
// more than an answer may hold.
[[nodiscard]] std::optional<Table> bookings_table(AnalyticsView& view, const CountsQuery& query);
[[nodiscard]] std::optional<Table> lead_time_table(AnalyticsView& view, const CountsQuery& query);
[[nodiscard]] std::optional<Table> cancellations_table(AnalyticsView& view,
                                                       const CountsQuery& query);
[[nodiscard]] std::optional<Table> utilisation_table(AnalyticsView& view, const CountsQuery& query);
[[nodiscard]] std::optional<Table> funnel_table(AnalyticsView& view, const CountsQuery& query);
// Of bookings that took place. No event says yet that one did, or for how much.
[[nodiscard]] std::optional<Table> revenue_table(AnalyticsView& view, const CountsQuery& query);

// A part of a whole in thousandths, rounded; nothing of nothing.
[[nodiscard]] std::optional<std::int64_t> permille(std::int64_t part, std::int64_t whole);

}  // namespace kalends::api
