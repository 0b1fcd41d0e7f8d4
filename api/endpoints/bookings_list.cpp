#include "api/endpoints/bookings_list.hpp"

#include <algorithm>
#include <utility>

#include "api/accepted_type.hpp"
#include "api/booking_filters.hpp"
#include "api/list_pages.hpp"
#include "projections/bookings/bookings_view.hpp"
#include "schemas/resources/booking.hpp"
#include "schemas/resources/booking_table.hpp"
#include "schemas/resources/list.hpp"

namespace kalends::api {
namespace {

using Sort = BookingsQuery::Sort;

constexpr std::pair<std::string_view, Sort> sorts[] = {{"start", Sort::start},
                                                       {"-start", Sort::start_descending},
                                                       {"created_at", Sort::created},
                                                       {"-created_at", Sort::created_descending}};

Sort sort_asked(QueryFields& query) {
    const auto text = query.text("sort");
    if (!text) return Sort::start;
    const auto* found = std::ranges::find(sorts, *text, &std::pair<std::string_view, Sort>::first);
    if (found != std::end(sorts)) return found->second;
    query.note("sort", "must be start, -start, created_at or -created_at");
    return Sort::start;
}

std::optional<BookingsQuery::Place> place_asked(const ReadCall& call) {
    const auto cursor = cursor_asked(call, 2);
    if (!cursor) return std::nullopt;
    return BookingsQuery::Place{Instant{Milliseconds{cursor->front()}}, cursor->back()};
}

using NextLink = std::optional<std::string>;

Response show_table(const std::vector<ListedBooking>& listed, const NextLink& next) {
    std::string body;
    CsvWriter table{body};
    append_booking_names(table);
    for (const auto& one : listed) append_booking_row(table, one.booking, one.opened);
    auto response = csv_response(std::move(body));
    if (next) response.with("Link", "<" + *next + ">; rel=\"next\"");
    return response;
}

Response show_page(const std::vector<ListedBooking>& listed, const NextLink& next) {
    std::string body;
    append_page(body, listed, next, [](std::string& out, const ListedBooking& one) {
        append_booking(out, one.booking, one.opened);
    });
    return varying_by_type(ok(std::move(body)));
}

NextLink link_to(const std::optional<BookingsQuery::Place>& next, const std::string& link) {
    if (!next) return std::nullopt;
    return link + to_text(ListCursor{next->start.time_since_epoch().count(), next->number});
}

Problem too_broad() {
    return malformed("text",
                     "is in more bookings than can be sorted: ask for longer words, or sort by "
                     "created_at or -created_at");
}

}  // namespace

Result<ViewQuery, Problem> list_bookings(const ReadCall& call) {
    auto& query = call.query;
    BookingsQuery asked;
    asked.organisation = call.caller.organisation;
    asked.host = id_asked<HostId>(query, "host_id");
    asked.meeting_type = id_asked<MeetingTypeId>(query, "meeting_type_id");
    asked.series = id_asked<SeriesId>(query, "series_id");
    asked.session = id_asked<SessionId>(query, "session_id");
    asked.statuses = statuses_asked(query);
    asked.guest = id_asked<SubjectId>(query, "guest_id");
    asked.address = address_asked(query, "guest_email");
    const auto [from, to] = times_asked(call);
    asked.from = from;
    asked.to = to;
    asked.text = text_asked(query);
    asked.sort = sort_asked(query);
    asked.after = place_asked(call);
    asked.limit = limit_asked(query);
    if (auto problem = query.problem()) return *std::move(problem);
    const auto host = host_seen_by(call.caller.actor, asked.host);
    if (!host) return host.error();
    asked.host = *host;
    const auto show = asks_for(call.request, "text/csv") ? show_table : show_page;
    const auto link = link_to_list(call.request);
    return ask_view<BookingsView>("bookings", [=](BookingsView& view) -> Answer {
        const auto page = view.list(asked);
        if (!page) return too_broad();
        return show(page->bookings, link_to(page->next, link));
    });
}

}  // namespace kalends::api
