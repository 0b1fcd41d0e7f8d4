#include "projections/analytics/answers.hpp"

#include <algorithm>
#include <map>

#include "domain/check.hpp"
#include "projections/analytics/analytics_view.hpp"
#include "projections/sqlite/values.hpp"

namespace kalends {
namespace {

using Bounds = AnalyticsBounds;

// One range of the key where one host is asked for, or none; else one for each host that there is.
constexpr std::string_view starts_of_one =
    "SELECT host, date, meeting_type, status, lead_step, cancelled_by, notice_step, bookings, "
    "minutes, lead_minutes, notice_minutes FROM starts "
    "WHERE organisation = ?1 AND host = ?2 AND date >= ?3 AND date < ?4";
constexpr std::string_view starts_of_each =
    "SELECT host, date, meeting_type, status, lead_step, cancelled_by, notice_step, bookings, "
    "minutes, lead_minutes, notice_minutes FROM hosts CROSS JOIN starts "
    "WHERE hosts.organisation = ?1 AND starts.organisation = ?1 AND host = hosts.id "
    "AND date >= ?3 AND date < ?4";
constexpr std::string_view made_of_one =
    "SELECT host, date, meeting_type, held, booked, confirmed, completed FROM made "
    "WHERE organisation = ?1 AND host = ?2 AND date >= ?3 AND date < ?4";
constexpr std::string_view made_of_each =
    "SELECT host, date, meeting_type, held, booked, confirmed, completed "
    "FROM hosts CROSS JOIN made "
    "WHERE hosts.organisation = ?1 AND made.organisation = ?1 AND host = hosts.id "
    "AND date >= ?3 AND date < ?4";

struct ReadCell {
    HostId host;
    Date date;
    MeetingTypeId meeting_type;
};
ReadCell cell_in(const SqlRow& row) {
    return {HostId{id_bits(row.bytes(0))}, date_of(row.integer(1)),
            MeetingTypeId{id_bits(row.bytes(2))}};
}

Group group_of(const CountsQuery& query, const ReadCell& cell,
               std::optional<BookingStatus> status) {
    Group group{.date = first_of(query.by, cell.date)};
    if (query.is_by_host) group.host = cell.host;
    if (query.is_by_meeting_type) group.meeting_type = cell.meeting_type;
    if (query.is_by_status) group.status = status;
    return group;
}

// False when the bounds are passed.
bool read_cells(Database& database, const CountsQuery& query, std::string_view of_one,
                std::string_view of_each, const Database::TakeRow& take) {
    const IdBytes organisation{query.organisation.bits()};
    const IdBytes host{query.host.value_or(HostId{}).bits()};
    const bool is_of_each = query.is_by_host && !query.host;  // else ?2 says which, or nil
    const SqlValue values[] = {organisation.blob(), host.blob(), day_number(query.from),
                               day_number(query.to)};
    std::size_t count = 0;
    database.query(is_of_each ? of_each : of_one, values, [&](const SqlRow& row) {
        return ++count <= Bounds::cells_read_max && take(row);
    });
    return count <= Bounds::cells_read_max;
}

StartCounts starts_in(const SqlRow& row) {
    return {row.integer(7), row.integer(8), row.integer(9), row.integer(10)};
}

void add(StartCounts& sum, const StartCounts& more) {
    sum.bookings += more.bookings;
    sum.minutes += more.minutes;
    sum.lead_minutes += more.lead_minutes;
    sum.notice_minutes += more.notice_minutes;
}

void add(StartedTotals& totals, BookingStatus status, const SqlRow& row) {
    const auto counts = starts_in(row);
    const auto at = [&row](int column) { return static_cast<std::size_t>(row.integer(column)); };
    add(totals.all, counts);
    totals.leads[at(4)] += counts.bookings;
    if (status != BookingStatus::cancelled) return;
    totals.cancelled += counts.bookings;
    totals.cancelled_by[at(5)] += counts.bookings;
    totals.notices[at(6)] += counts.bookings;
}

// Rule B1; what took place, and no-shows, will too.
bool keeps_its_time(BookingStatus status) {
    return status == BookingStatus::pending || status == BookingStatus::confirmed;
}

template <class Row, class Totals>
std::optional<std::vector<Row>> rows_of(const std::map<Group, Totals>& groups) {
    if (groups.size() > Bounds::rows_max) return std::nullopt;
    std::vector<Row> rows;
    rows.reserve(groups.size());
    for (const auto& [group, totals] : groups) rows.push_back({group, totals});
    return rows;
}

}  // namespace

Date first_of(Period period, Date date) {
    using namespace std::chrono;
    switch (period) {
        case Period::day:
            return date;
        case Period::week:
            return date - days{weekday{date}.iso_encoding() - 1};
        case Period::month:
            const year_month_day civil{date};
            return Date{local_days{civil.year() / civil.month() / day{1}}};
    }
    broken("every period has a first date");
}

bool CountsQuery::takes(MeetingTypeId type, BookingStatus status) const {
    if (meeting_type && *meeting_type != type) return false;
    return statuses.empty() || std::ranges::find(statuses, status) != statuses.end();
}

std::optional<std::vector<StartedRow>> AnalyticsView::started(const CountsQuery& query) {
    cells_.write();
    std::map<Group, StartedTotals> groups;
    const bool is_all =
        read_cells(database_, query, starts_of_one, starts_of_each, [&](const SqlRow& row) {
            const auto cell = cell_in(row);
            const auto status = static_cast<BookingStatus>(row.integer(3));
            if (!query.takes(cell.meeting_type, status)) return true;
            add(groups[group_of(query, cell, status)], status, row);
            return groups.size() <= Bounds::rows_max;
        });
    if (!is_all) return std::nullopt;
    return rows_of<StartedRow>(groups);
}

std::optional<std::vector<MadeRow>> AnalyticsView::made(const CountsQuery& query) {
    cells_.write();
    std::map<Group, MadeCounts> groups;
    const bool is_all =
        read_cells(database_, query, made_of_one, made_of_each, [&](const SqlRow& row) {
            const auto cell = cell_in(row);
            if (query.meeting_type && *query.meeting_type != cell.meeting_type) return true;
            auto& totals = groups[group_of(query, cell, std::nullopt)];
            totals.held += row.integer(3);
            totals.booked += row.integer(4);
            totals.confirmed += row.integer(5);
            totals.completed += row.integer(6);
            return groups.size() <= Bounds::rows_max;
        });
    if (!is_all) return std::nullopt;
    return rows_of<MadeRow>(groups);
}

std::optional<std::vector<UtilisationRow>> AnalyticsView::utilisation(const CountsQuery& query) {
    cells_.write();
    const auto days = static_cast<std::size_t>((query.to - query.from).count());
    const auto hosts_max = Bounds::host_days_max / (days + Bounds::days_around);
    const auto kept = hosts(query, hosts_max + 1);
    if (kept.size() > hosts_max) return std::nullopt;

    std::map<Group, UtilisationRow> groups;
    CountsQuery of_each = query;
    of_each.is_by_host = true;
    const bool is_all =
        read_cells(database_, of_each, starts_of_one, starts_of_each, [&](const SqlRow& row) {
            const auto cell = cell_in(row);
            const auto status = static_cast<BookingStatus>(row.integer(3));
            if (!keeps_its_time(status) || !query.takes(cell.meeting_type, status)) return true;
            groups[group_of(query, cell, std::nullopt)].booked_minutes += starts_in(row).minutes;
            return true;
        });
    if (!is_all) return std::nullopt;
    for (const auto& host : kept) {
        Date date = query.from;
        for (const auto minutes : open_minutes(host, query.from, query.to)) {
            const ReadCell cell{host.host.id, date, {}};
            if (minutes > 0) groups[group_of(query, cell, std::nullopt)].open_minutes += minutes;
            date += std::chrono::days{1};
        }
    }
    if (groups.size() > Bounds::rows_max) return std::nullopt;
    std::vector<UtilisationRow> rows;
    rows.reserve(groups.size());
    for (auto& [group, row] : groups) {
        row.group = group;
        rows.push_back(row);
    }
    return rows;
}

}  // namespace kalends
