#include "api/endpoints/dashboard.hpp"

#include <algorithm>

#include "api/analytics_tables.hpp"
#include "commands/rights.hpp"
#include "domain/availability/zone_clock.hpp"
#include "projections/bookings/bookings_view.hpp"
#include "schemas/resources/booking.hpp"
#include "schemas/resources/object.hpp"

namespace kalends::api {
namespace {

using std::chrono::days;

constexpr std::size_t today_max = 100;
constexpr std::size_t pending_max = 50;
constexpr days days_before{30};
constexpr days days_ahead{7};

// Of which host and when; made on the deciding thread, answered on the views'.
struct Asked {
    OrganisationId organisation;
    HostId host;
    std::string zone;
    Instant now;
};

BookingsQuery bookings_kept(const Asked& asked, std::size_t limit) {
    BookingsQuery query;
    query.organisation = asked.organisation;
    query.host = asked.host;
    query.statuses.assign(std::begin(keeping_time), std::end(keeping_time));
    query.limit = limit;
    return query;
}

CountsQuery counts_of(const Asked& asked, Date from, Date to) {
    CountsQuery query;
    query.organisation = asked.organisation;
    query.host = asked.host;
    query.statuses.assign(std::begin(keeping_time), std::end(keeping_time));
    query.from = from;
    query.to = to;
    return query;
}

void append_one(std::string& out, const ListedBooking& one) {
    append_booking(out, one.booking, one.opened);
}

// Without a text to look for, any list has an answer.
BookingsPage page_of(BookingsView& view, const BookingsQuery& query) {
    return view.list(query).value_or(BookingsPage{});
}

// The first of them, and whether there are more.
void append_some(std::string& out, BookingsView& view, const BookingsQuery& query) {
    const auto page = page_of(view, query);
    ResourceObject some{out};
    some.member_by("items", [&](std::string& to) { append_list(to, page.bookings, append_one); });
    some.member("has_more", page.next.has_value());
}

void append_today(std::string& out, BookingsView& view, const Asked& asked, Date today) {
    const ZoneClock zone{asked.zone};
    auto query = bookings_kept(asked, today_max);
    query.from = zone.instant_of(CivilMinute{today});
    query.to = zone.instant_of(CivilMinute{today + days{1}});
    append_some(out, view, query);
}

// The first that starts at `now` or later: one that is under way is not next.
void append_next(std::string& out, BookingsView& view, const Asked& asked) {
    auto query = bookings_kept(asked, 1);
    query.after = {asked.now, 0};
    const auto page = page_of(view, query);
    if (page.bookings.empty()) return void(out.append("null"));
    append_one(out, page.bookings.front());
}

// What is over waits for nobody any more.
void append_pending(std::string& out, BookingsView& view, const Asked& asked) {
    auto query = bookings_kept(asked, pending_max);
    query.from = asked.now;
    query.statuses = {BookingStatus::pending};
    append_some(out, view, query);
}

// A row for each date, since no other period is asked for.
template <class Row>
using Rows = std::vector<Row>;

// A host cannot be booked for more than all of its minutes, so it is never too much.
template <class Row>
Rows<Row> all_of(const AnalyticsView::Counted<Row>& counted) {
    demand(counted.has_value(), "no two bookings of a host overlap");
    return *counted;
}

// The row of a date; one of zeros where nothing was counted.
template <class Row>
Row on(const Rows<Row>& rows, Date date) {
    const auto found = std::ranges::find(rows, date, [](const Row& row) { return row.group.date; });
    return found == rows.end() ? Row{} : *found;
}

void append_minutes(ResourceObject& object, std::int64_t booked, std::int64_t open) {
    object.member("booked_minutes", booked);
    object.member("open_minutes", open);
    object.member("utilisation_permille", permille(booked, open));
}

void append_utilisation(std::string& out, const CountsQuery& query,
                        const Rows<UtilisationRow>& used) {
    UtilisationRow sum;
    for (const auto& row : used) {
        sum.booked_minutes += row.booked_minutes;
        sum.open_minutes += row.open_minutes;
    }
    ResourceObject object{out};
    object.member("from", query.from);
    object.member("to", query.to);
    append_minutes(object, sum.booked_minutes, sum.open_minutes);
}

void append_loads(std::string& out, AnalyticsView& view, const CountsQuery& query,
                  const Rows<UtilisationRow>& used) {
    const auto started = all_of(view.started(query));
    std::vector<Date> dates;
    for (auto date = query.from; date < query.to; date += days{1}) dates.push_back(date);
    append_list(out, dates, [&](std::string& to, Date date) {
        const auto minutes = on(used, date);
        ResourceObject object{to};
        object.member("date", date);
        object.member("bookings", on(started, date).totals.all.bookings);
        append_minutes(object, minutes.booked_minutes, minutes.open_minutes);
    });
}

// Of the bookings that were to take place, those to which nobody came; nothing if there were none.
std::optional<std::int64_t> no_show_permille(AnalyticsView& view, CountsQuery query) {
    query.statuses = {BookingStatus::confirmed, BookingStatus::completed, BookingStatus::no_show};
    query.is_by_status = true;
    std::int64_t all = 0;
    std::int64_t missed = 0;
    for (const auto& row : all_of(view.started(query))) {
        all += row.totals.all.bookings;
        if (row.group.status == BookingStatus::no_show) missed += row.totals.all.bookings;
    }
    return permille(missed, all);
}

Response shown(BookingsView& bookings, AnalyticsView& analytics, const Asked& asked) {
    const Date today = ZoneClock{asked.zone}.date_at(asked.now);
    const auto before = counts_of(asked, today - days_before, today);
    const auto ahead = counts_of(asked, today, today + days_ahead);
    const auto used_before = all_of(analytics.utilisation(before));
    const auto used_ahead = all_of(analytics.utilisation(ahead));
    std::string body;
    {
        ResourceObject object{body};
        object.member("host_id", asked.host);
        object.member("time_zone", asked.zone);
        object.member("date", today);
        object.member_by("today", [&](auto& out) { append_today(out, bookings, asked, today); });
        object.member_by("next", [&](auto& out) { append_next(out, bookings, asked); });
        object.member_by("pending", [&](auto& out) { append_pending(out, bookings, asked); });
        object.member_by("past", [&](auto& out) { append_utilisation(out, before, used_before); });
        object.member_by("ahead", [&](auto& out) { append_utilisation(out, ahead, used_ahead); });
        object.member_by("load",
                         [&](auto& out) { append_loads(out, analytics, ahead, used_ahead); });
        object.member("no_show_permille", no_show_permille(analytics, before));
    }
    return ok(std::move(body));
}

}  // namespace

Result<ViewQuery, Problem> show_dashboard(const ReadCall& call) {
    if (auto problem = call.query.problem()) return *std::move(problem);
    const auto& actor = call.caller.actor;
    if (!actor.may(Permission::bookings_read)) {
        return forbidden("A dashboard shows bookings: it takes a key that may read them.");
    }
    const auto id = parse<HostId>(call.path_parameter("id"));
    if (!id) return not_found();
    const auto host = call.app.engine.find(call.caller.organisation, *id);
    if (!host) return not_found();
    if (!acts_for(actor, *id)) return forbidden("A host's key opens that host's dashboard alone.");
    const Asked asked{call.caller.organisation, *id, host->terms->zone, call.now};
    return ask_views<BookingsView, AnalyticsView>(
        "bookings", "analytics",
        [asked](BookingsView& bookings, AnalyticsView& analytics) -> Answer {
            return shown(bookings, analytics, asked);
        });
}

}  // namespace kalends::api
