#include "api/endpoints/events.hpp"

#include <utility>

#include "api/feed_query.hpp"
#include "api/pages.hpp"
#include "projections/feed/feed_reader.hpp"
#include "schemas/resources/list.hpp"

namespace kalends::api {
namespace {

struct AskedPage {
    FeedFilter filter;
    Position after;
    std::size_t limit = 0;
    std::string link;  // to the page after this one, but for the position that it begins at
};

std::string link_before_position(const http::Request& request, std::size_t limit) {
    std::string link = request.path + "?limit=" + std::to_string(limit);
    for (const auto* name : {"types", "host"}) {
        if (const auto value = request.query_parameter(name)) {
            link.append("&").append(name).append("=").append(*value);
        }
    }
    return link.append("&after=");
}

Answer page_of(const AskedPage& asked, Runner& views, const LogReader& log) {
    if (auto problem = check_view(views, "feed")) return *std::move(problem);
    if (auto problem = check_place(asked.after, log, "after")) return *std::move(problem);
    std::string items;
    const auto reading = FeedReader{log}.read(
        dynamic_cast<FeedView&>(*views.find("feed")), views.position_of("feed"), asked.filter,
        asked.after, {.events_max = asked.limit},
        [&](const FeedEvent& event) { items.append(",").append(event.bytes); });
    close_json(items, 0, '[', ']');
    std::string body;
    {
        ResourceObject page{body};
        page.member("items", RawJson{items});
        page.member("next", std::string_view{asked.link + to_text(reading.reached)});
        page.member("at_end", reading.is_end);
    }
    return ok(std::move(body));
}

}  // namespace

Result<ViewQuery, Problem> list_events(const ReadCall& call) {
    if (auto problem = check_may_follow(call.caller.actor)) return *std::move(problem);
    auto& query = call.query;
    auto asked = feed_query_of(call.caller.organisation, query);
    const auto after = place_in_feed(query.text("after").value_or("0"));
    if (!after) query.note("after", std::string{place_meaning});
    const auto limit = static_cast<std::size_t>(
        query.number("limit", {1, Page::limit_max}).value_or(Page::limit_default));
    if (auto problem = query.problem()) return *std::move(problem);
    return ViewQuery{
        [page = AskedPage{FeedFilter{std::move(asked)}, *after, limit,
                          link_before_position(call.request, limit)},
         &log = call.app.log](Runner& views) -> Answer { return page_of(page, views, log); }};
}

}  // namespace kalends::api
