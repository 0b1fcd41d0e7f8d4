#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "projections/analytics/answers.hpp"
#include "projections/sqlite/database.hpp"

namespace kalends {

// Counters of one table, as an answer reads them. Their key begins with organisation and host.
struct CellsTable {
    std::string_view columns;  // those that are read: host, date and meeting type come first
    std::string_view name;
    bool has_status = false;  // its key goes on with it
};
inline constexpr CellsTable start_cells{
    "host, date, meeting_type, status, lead_step, cancelled_by, notice_step, bookings, minutes, "
    "lead_minutes, notice_minutes, claimed_minutes",
    "starts", true};
inline constexpr CellsTable made_cells{
    "host, date, meeting_type, held, booked, confirmed, completed", "made"};
inline constexpr CellsTable revenue_cells{"host, date, meeting_type, currency, completed, amount",
                                          "revenue"};

// Reads the cells that the query asks for and no others: what its filters leave out costs nothing.
// Says why if that is more than the bounds allow, after some rows perhaps; nothing if all was read,
// or if `take` wanted no more. In no order.
[[nodiscard]] std::optional<TooMuch> read_cells(Database& database, const CellsTable& table,
                                                const CountsQuery& query,
                                                const Database::TakeRow& take);

// The statement that does so, for who looks how SQLite goes about it.
[[nodiscard]] std::string statement_of(const CellsTable& table, const CountsQuery& query);

}  // namespace kalends
