#include "api/analytics_tables.hpp"

#include <array>
#include <span>

namespace kalends::api {
namespace {

using Columns = std::vector<std::string_view>;
using Steps = std::array<std::int64_t, ahead_steps.size()>;

// Those whose role lets them cancel.
constexpr std::pair<Role, std::string_view> cancellers[] = {
    {Role::owner, "by_owner"}, {Role::admin, "by_admin"},        {Role::host, "by_host"},
    {Role::guest, "by_guest"}, {Role::operator_, "by_operator"}, {Role::system, "by_system"}};

Columns columns_of(Columns own) {
    Columns all{"date", "host_id", "meeting_type_id", "status"};
    all.insert(all.end(), own.begin(), own.end());
    return all;
}

Columns with_steps(Columns columns) {
    for (const auto& step : ahead_steps) columns.push_back(step.name);
    return columns;
}

template <class SomeId>
Table::Value text_or_nothing(const std::optional<SomeId>& id) {
    if (!id) return {};
    return to_text(*id);
}

Table::Value number_or_nothing(const std::optional<std::int64_t>& number) {
    if (!number) return {};
    return *number;
}

Table::Row row_of(const Group& group, std::initializer_list<Table::Value> numbers) {
    Table::Row row{
        to_text(group.date), text_or_nothing(group.host), text_or_nothing(group.meeting_type), {}};
    if (group.status) row.back() = std::string{name_of(*group.status)};
    row.insert(row.end(), numbers);
    return row;
}

void append_steps(Table::Row& row, const Steps& steps) {
    row.insert(row.end(), steps.begin(), steps.end());
}

// The step in which the median lies: the lower one of two in the middle.
std::size_t median_step(const Steps& steps, std::int64_t count) {
    std::int64_t seen = 0;
    for (std::size_t step = 0; step < steps.size(); ++step) {
        seen += steps[step];
        if (2 * seen >= count) return step;
    }
    return steps.size() - 1;
}

std::optional<std::int64_t> end_of_step(std::size_t step) {
    if (step + 1 == ahead_steps.size()) return std::nullopt;
    return ahead_steps[step + 1].from_minutes;
}

Table::Row lead_time_row(const StartedRow& row) {
    const auto& totals = row.totals;
    const auto median = median_step(totals.leads, totals.all.bookings);
    auto values = row_of(
        row.group, {totals.all.bookings, totals.all.lead_minutes, ahead_steps[median].from_minutes,
                    number_or_nothing(end_of_step(median))});
    append_steps(values, totals.leads);
    return values;
}

Table::Row cancellations_row(const StartedRow& row) {
    const auto& totals = row.totals;
    auto values =
        row_of(row.group, {totals.all.bookings, totals.cancelled,
                           number_or_nothing(permille(totals.cancelled, totals.all.bookings))});
    for (const auto& [role, name] : cancellers) {
        values.push_back(totals.cancelled_by[static_cast<std::size_t>(role)]);
    }
    values.push_back(totals.all.notice_minutes);
    append_steps(values, totals.notices);
    return values;
}

// The table of what the view found, if that was not too much.
template <class Row, class RowOf>
CountedTable table_of(const AnalyticsView::Counted<Row>& found, Columns columns, RowOf row_of_one) {
    if (!found) return found.error();
    Table table{std::move(columns), {}};
    table.rows.reserve(found->size());
    for (const auto& row : *found) table.rows.push_back(row_of_one(row));
    return table;
}

}  // namespace

CountedTable bookings_table(AnalyticsView& view, const CountsQuery& query) {
    return table_of(view.started(query), columns_of({"bookings", "minutes"}),
                    [](const StartedRow& row) {
                        return row_of(row.group, {row.totals.all.bookings, row.totals.all.minutes});
                    });
}

CountedTable lead_time_table(AnalyticsView& view, const CountsQuery& query) {
    return table_of(view.started(query),
                    with_steps(columns_of(
                        {"bookings", "lead_minutes", "median_from_minutes", "median_to_minutes"})),
                    lead_time_row);
}

CountedTable cancellations_table(AnalyticsView& view, const CountsQuery& query) {
    auto columns = columns_of({"bookings", "cancelled", "cancelled_permille"});
    for (const auto& [role, name] : cancellers) columns.push_back(name);
    columns.push_back("notice_minutes");
    return table_of(view.started(query), with_steps(std::move(columns)), cancellations_row);
}

CountedTable utilisation_table(AnalyticsView& view, const CountsQuery& query) {
    return table_of(view.utilisation(query),
                    columns_of({"booked_minutes", "open_minutes", "utilisation_permille"}),
                    [](const UtilisationRow& row) {
                        return row_of(
                            row.group,
                            {row.booked_minutes, row.open_minutes,
                             number_or_nothing(permille(row.booked_minutes, row.open_minutes))});
                    });
}

CountedTable funnel_table(AnalyticsView& view, const CountsQuery& query) {
    return table_of(view.made(query), columns_of({"held", "booked", "confirmed", "completed"}),
                    [](const MadeRow& row) {
                        const auto& totals = row.totals;
                        return row_of(row.group, {totals.held, totals.booked, totals.confirmed,
                                                  totals.completed});
                    });
}

CountedTable revenue_table(AnalyticsView& view, const CountsQuery& query) {
    return table_of(view.revenue(query), columns_of({"currency", "completed", "amount_minor"}),
                    [](const RevenueRow& row) {
                        const auto& totals = row.totals;
                        return row_of(row.group,
                                      {row.currency, totals.completed, totals.amount_minor});
                    });
}

std::optional<std::int64_t> permille(std::int64_t part, std::int64_t whole) {
    if (whole == 0) return std::nullopt;
    return (part * 1'000 + whole / 2) / whole;
}

}  // namespace kalends::api
