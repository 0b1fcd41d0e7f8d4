#include "projections/analytics/answers.hpp"

#include <map>

#include "domain/check.hpp"
#include "projections/analytics/analytics_view.hpp"
#include "projections/analytics/chosen_cells.hpp"
#include "projections/sqlite/values.hpp"

namespace kalends {
namespace {

using Bounds = AnalyticsBounds;

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

StartCounts starts_in(const SqlRow& row) {
    return {row.integer(7), row.integer(8), row.integer(9), row.integer(10), row.integer(11)};
}

// Of whom of a session the claimed minutes are says nothing: utilisation alone adds them up.
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

template <class Row, class Totals>
AnalyticsView::Counted<Row> rows_of(const std::map<Group, Totals>& groups) {
    if (groups.size() > Bounds::rows_max) return TooMuch::rows;
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

AnalyticsView::Counted<StartedRow> AnalyticsView::started(const CountsQuery& query) {
    cells_.write();
    std::map<Group, StartedTotals> groups;
    const auto passed = read_cells(database_, start_cells, query, [&](const SqlRow& row) {
        const auto status = static_cast<BookingStatus>(row.integer(3));
        add(groups[group_of(query, cell_in(row), status)], status, row);
        return groups.size() <= Bounds::rows_max;
    });
    if (passed) return *passed;
    return rows_of<StartedRow>(groups);
}

AnalyticsView::Counted<MadeRow> AnalyticsView::made(const CountsQuery& query) {
    cells_.write();
    std::map<Group, MadeCounts> groups;
    const auto passed = read_cells(database_, made_cells, query, [&](const SqlRow& row) {
        auto& totals = groups[group_of(query, cell_in(row), std::nullopt)];
        totals.held += row.integer(3);
        totals.booked += row.integer(4);
        totals.confirmed += row.integer(5);
        totals.completed += row.integer(6);
        return groups.size() <= Bounds::rows_max;
    });
    if (passed) return *passed;
    return rows_of<MadeRow>(groups);
}

AnalyticsView::Counted<RevenueRow> AnalyticsView::revenue(const CountsQuery& query) {
    cells_.write();
    std::map<std::pair<Group, std::string>, RevenueCounts> groups;
    const auto passed = read_cells(database_, revenue_cells, query, [&](const SqlRow& row) {
        auto& totals =
            groups[{group_of(query, cell_in(row), std::nullopt), std::string{row.text(3)}}];
        totals.completed += row.integer(4);
        totals.amount_minor += row.integer(5);
        return groups.size() <= Bounds::rows_max;
    });
    if (passed) return *passed;
    if (groups.size() > Bounds::rows_max) return TooMuch::rows;
    std::vector<RevenueRow> rows;
    rows.reserve(groups.size());
    for (const auto& [key, totals] : groups) rows.push_back({key.first, key.second, totals});
    return rows;
}

AnalyticsView::Counted<UtilisationRow> AnalyticsView::utilisation(const CountsQuery& query) {
    cells_.write();
    const auto days = static_cast<std::size_t>((query.to - query.from).count());
    const auto hosts_max = Bounds::host_days_max / (days + Bounds::days_around);
    const auto kept = hosts(query, hosts_max + 1);
    if (kept.size() > hosts_max) return TooMuch::hosts;

    std::map<Group, UtilisationRow> groups;
    std::map<HostId, MinutesByDate> booked;
    CountsQuery of_each = query;
    of_each.is_by_host = true;
    of_each.meeting_type.reset();
    of_each.statuses.assign(std::begin(keeping_time), std::end(keeping_time));
    const auto passed = read_cells(database_, start_cells, of_each, [&](const SqlRow& row) {
        const auto cell = cell_in(row);
        const auto minutes = starts_in(row).claimed_minutes;
        groups[group_of(query, cell, std::nullopt)].booked_minutes += minutes;
        booked[cell.host][cell.date] += minutes;
        return true;
    });
    if (passed) return *passed;
    for (const auto& host : kept) {
        Date date = query.from;
        for (const auto minutes : open_minutes(host, query.from, query.to, booked[host.host.id])) {
            const ReadCell cell{host.host.id, date, {}};
            if (minutes > 0) groups[group_of(query, cell, std::nullopt)].open_minutes += minutes;
            date += std::chrono::days{1};
        }
    }
    if (groups.size() > Bounds::rows_max) return TooMuch::rows;
    std::vector<UtilisationRow> rows;
    rows.reserve(groups.size());
    for (auto& [group, row] : groups) {
        row.group = group;
        rows.push_back(row);
    }
    return rows;
}

}  // namespace kalends
