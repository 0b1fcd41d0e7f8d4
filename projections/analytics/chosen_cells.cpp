#include "projections/analytics/chosen_cells.hpp"

#include <algorithm>

#include "projections/sqlite/selection.hpp"
#include "projections/sqlite/values.hpp"

namespace kalends {
namespace {

using Bounds = AnalyticsBounds;

constexpr int statuses_end = static_cast<int>(booking_statuses);

std::vector<std::int64_t> statuses_of(const CountsQuery& query) {
    std::vector<std::int64_t> wanted;
    for (int status = 0; status < statuses_end; ++status) {
        const auto is_it = [status](BookingStatus s) { return static_cast<int>(s) == status; };
        const bool is_asked = std::ranges::any_of(query.statuses, is_it);
        if (is_asked || query.statuses.empty()) wanted.push_back(status);
    }
    return wanted;
}

// What a query asks for in the form in which rows have it. It outlives the statement.
struct Wanted {
    Wanted(const CellsTable& asked_of, const CountsQuery& query)
        : table{asked_of},
          organisation{query.organisation.bits()},
          host{query.host.value_or(HostId{}).bits()},
          type{query.meeting_type.value_or(MeetingTypeId{}).bits()},
          from{day_number(query.from)},
          to{day_number(query.to)},
          statuses{statuses_of(query)},
          is_of_each{query.is_by_host && !query.host},
          is_of_one_type{query.meeting_type.has_value()} {}

    // How often a place in the key is looked up for one host.
    [[nodiscard]] std::size_t ranges() const {
        const auto dates = is_of_one_type ? static_cast<std::size_t>(to - from) : 1;
        return dates * (table.has_status ? statuses.size() : 1);
    }

    const CellsTable& table;
    IdBytes organisation;
    IdBytes host;  // nil for the cells of all hosts together
    IdBytes type;
    std::int64_t from;
    std::int64_t to;
    std::vector<std::int64_t> statuses;
    bool is_of_each;  // host that there is
    bool is_of_one_type;
};

// Dates stand before meeting types in the key, so one type is looked up on each of them.
void from(Selection& to, const Wanted& wanted) {
    if (wanted.is_of_each) to.append("hosts CROSS JOIN ");
    if (wanted.is_of_one_type) {
        to.append("(WITH RECURSIVE dates (day) AS (SELECT ").value(wanted.from);
        to.append(" UNION ALL SELECT day + 1 FROM dates WHERE day + 1 < ").value(wanted.to);
        to.append(") SELECT day FROM dates) CROSS JOIN ");
    }
    to.append(wanted.table.name);
}

// The last one fills up what is left of the list, so that all lists are one text.
void where_status(Selection& to, const Wanted& wanted) {
    if (!wanted.table.has_status) return;
    std::string_view before = " AND status IN (";
    for (std::size_t i = 0; i < statuses_end; ++i) {
        to.append(before).value(wanted.statuses[std::min(i, wanted.statuses.size() - 1)]);
        before = ", ";
    }
    to.append(")");
}

Selection selection_of(const Wanted& wanted) {
    Selection selection{"SELECT "};
    selection.append(wanted.table.columns).append(" FROM ");
    from(selection, wanted);
    selection.append(" WHERE ").append(wanted.table.name).append(".organisation = ");
    selection.value(wanted.organisation.blob());
    if (wanted.is_of_each) {
        selection.append(" AND hosts.organisation = ").value(wanted.organisation.blob());
        selection.append(" AND host = hosts.id");
    } else {
        selection.append(" AND host = ").value(wanted.host.blob());
    }
    where_status(selection, wanted);
    if (wanted.is_of_one_type) {
        selection.append(" AND date = day AND meeting_type = ").value(wanted.type.blob());
    } else {
        selection.append(" AND date >= ").value(wanted.from);
        selection.append(" AND date < ").value(wanted.to);
    }
    return selection;
}

bool has_more_hosts_than(Database& database, const Wanted& wanted, std::size_t most) {
    const auto count = database.first(
        "SELECT COUNT(*) FROM (SELECT 1 FROM hosts WHERE organisation = ?1 LIMIT ?2)",
        [](const SqlRow& row) { return static_cast<std::size_t>(row.integer(0)); },
        wanted.organisation.blob(), most + 1);
    return count.value_or(0) > most;
}

}  // namespace

std::string statement_of(const CellsTable& table, const CountsQuery& query) {
    return selection_of({table, query}).text();
}

std::optional<TooMuch> read_cells(Database& database, const CellsTable& table,
                                  const CountsQuery& query, const Database::TakeRow& take) {
    const Wanted wanted{table, query};
    const bool is_of_too_many =
        wanted.is_of_each &&
        has_more_hosts_than(database, wanted, Bounds::lookups_max / wanted.ranges());
    if (is_of_too_many) return TooMuch::hosts;
    const auto selection = selection_of(wanted);
    std::size_t count = 0;
    database.query(selection.text(), selection.values(), [&](const SqlRow& row) {
        return ++count <= Bounds::cells_read_max && take(row);
    });
    if (count > Bounds::cells_read_max) return TooMuch::cells;
    return std::nullopt;
}

}  // namespace kalends
