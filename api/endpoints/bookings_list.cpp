#include "api/endpoints/bookings_list.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <utility>

#include "api/accepted_type.hpp"
#include "api/booking_filters.hpp"
#include "api/pages.hpp"
#include "projections/bookings/bookings_view.hpp"
#include "schemas/resources/booking.hpp"
#include "schemas/resources/booking_table.hpp"
#include "schemas/resources/list.hpp"

namespace kalends::api {
namespace {

using Sort = BookingsQuery::Sort;

constexpr std::size_t text_bytes_max = 200;

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

std::string text_asked(QueryFields& query) {
    const std::string text{query.text("text").value_or("")};
    if (text.size() > text_bytes_max) query.note("text", "must have at most 200 bytes");
    return text;
}

std::optional<std::string> address_asked(QueryFields& query) {
    const auto text = query.text("guest_email");
    if (!text) return std::nullopt;
    std::string address{*text};
    std::ranges::transform(address, address.begin(), [](unsigned char c) {
        return c < 0x80 ? static_cast<char>(std::tolower(c)) : static_cast<char>(c);
    });
    return address;
}

// "1764579600000.bkg_…": where the last booking of a page stood.
std::string cursor_of(const ListedBooking& last, Sort sort) {
    const bool is_by_start = sort == Sort::start || sort == Sort::start_descending;
    const Instant at = is_by_start ? last.booking.when.time.start : last.booking.created_at;
    return std::to_string(at.time_since_epoch().count()) + "." + to_text(last.booking.id);
}

std::optional<BookingsQuery::Place> place_asked(QueryFields& query) {
    const auto text = query.text("cursor");
    if (!text) return std::nullopt;
    std::int64_t at = 0;
    const auto* end = text->data() + text->size();
    const auto [rest, error] = std::from_chars(text->data(), end, at);
    const bool is_parted = error == std::errc{} && rest != end && *rest == '.';
    const auto booking =
        is_parted ? parse<BookingId>({rest + 1, static_cast<std::size_t>(end - rest - 1)})
                  : std::nullopt;
    if (!booking) {
        query.note("cursor", "must be one that an earlier page linked to");
        return std::nullopt;
    }
    return BookingsQuery::Place{Instant{std::chrono::milliseconds{at}}, *booking};
}

// The request as it was sent, but for its cursor; the new one is yet to be appended.
std::string link_without_cursor(const http::Request& request) {
    std::string link = request.path + "?";
    std::string_view rest{request.target};
    rest.remove_prefix(std::min(rest.find('?'), rest.size() - 1) + 1);
    if (request.query.empty()) rest = {};
    while (!rest.empty()) {
        const auto end = std::min(rest.find('&'), rest.size());
        const auto parameter = rest.substr(0, end);
        if (!parameter.starts_with("cursor=")) link.append(parameter).push_back('&');
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return link.append("cursor=");
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

// From up to one more than a page holds: drops that one, and links to it.
NextLink cut_to(std::size_t limit, std::vector<ListedBooking>& listed, Sort sort,
                const std::string& link) {
    if (listed.size() <= limit) return std::nullopt;
    listed.resize(limit);
    return link + cursor_of(listed.back(), sort);
}

}  // namespace

Result<ViewQuery, Problem> list_bookings(const ReadCall& call) {
    auto& query = call.query;
    BookingsQuery asked;
    asked.organisation = call.caller.organisation;
    asked.host = id_asked<HostId>(query, "host_id");
    asked.meeting_type = id_asked<MeetingTypeId>(query, "meeting_type_id");
    asked.statuses = statuses_asked(query);
    asked.guest = id_asked<SubjectId>(query, "guest_id");
    asked.address = address_asked(query);
    asked.from = query.instant("from");
    asked.to = query.instant("to");
    asked.text = text_asked(query);
    asked.sort = sort_asked(query);
    asked.after = place_asked(query);
    const auto limit = static_cast<std::size_t>(
        query.number("limit", {1, Page::limit_max}).value_or(Page::limit_default));
    asked.limit = limit + 1;
    if (auto problem = query.problem()) return *std::move(problem);
    const auto show = asks_for(call.request, "text/csv") ? show_table : show_page;
    const auto link = link_without_cursor(call.request);
    return ask_view<BookingsView>("bookings", [=](BookingsView& view) -> Answer {
        auto listed = view.list(asked);
        const auto next = cut_to(limit, listed, asked.sort, link);
        return show(listed, next);
    });
}

}  // namespace kalends::api
