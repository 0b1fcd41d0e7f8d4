#include "api/endpoints/events.hpp"

#include <memory>
#include <utility>

#include "api/accepted_type.hpp"
#include "api/answer_frame.hpp"
#include "api/feed/feed_query.hpp"
#include "api/feed/subscribers.hpp"
#include "api/pages.hpp"
#include "api/positions.hpp"
#include "api/views.hpp"
#include "projections/feed/feed_reader.hpp"
#include "schemas/resources/list.hpp"

namespace kalends::api {
namespace {

constexpr Access access = with(Permission::bookings_read);

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
    return varying_by_type(ok(std::move(body)));
}

// A client that comes back asks what it asked first, and says where it was told last.
std::string_view pointer_of_place(const http::Request& request) {
    return request.header("Last-Event-ID") ? "Last-Event-ID" : "after";
}

std::optional<Position> place_of_stream(const http::Request& request, QueryFields& query) {
    const auto first = query.text("after");
    const auto pointer = pointer_of_place(request);
    const auto text = pointer == "after" ? first : request.header(pointer);
    if (!text) return std::nullopt;
    auto place = place_in_feed(*text);
    if (!place) query.note(pointer, std::string{place_meaning});
    return place;
}

// The first page is the oldest.
Position place_of_page(QueryFields& query) {
    const auto place = place_in_feed(query.text("after").value_or("0"));
    if (!place) query.note("after", std::string{place_meaning});
    return place.value_or(Position{});
}

Result<ViewQuery, Problem> list_events(const ReadCall& call) {
    if (auto problem = check_may_follow(call.caller.actor)) return *std::move(problem);
    auto& query = call.query;
    auto asked = feed_query_of(call.caller.organisation, query);
    const auto after = place_of_page(query);
    const auto limit = static_cast<std::size_t>(
        query.number("limit", {1, Page::limit_max}).value_or(Page::limit_default));
    if (auto problem = query.problem()) return *std::move(problem);
    return ViewQuery{
        [page = AskedPage{FeedFilter{std::move(asked)}, after, limit,
                          link_before_position(call.request, limit)},
         &log = call.app.log](Runner& views) -> Answer { return page_of(page, views, log); }};
}

Result<Subscription, Problem> read_subscription(App& app, const http::Request& request,
                                                AnswerFrame& frame) {
    app.engine.settle();
    const auto caller = authenticate(app, request, access, frame);
    if (!caller) return caller.error();
    if (auto problem = check_may_follow(caller->actor)) return *std::move(problem);
    QueryFields query{request};
    if (auto problem = check_min_position(app, query)) return *std::move(problem);
    auto asked = feed_query_of(caller->organisation, query);
    const auto after = place_of_stream(request, query);
    if (auto problem = query.problem()) return *std::move(problem);
    return Subscription{.holder = {caller->organisation, ApiKeyId{caller->actor.id}},
                        .filter = FeedFilter{std::move(asked)},
                        .after = after,
                        .pointer = pointer_of_place(request),
                        .is_head = request.method == http::Method::head,
                        .frame = frame};
}

void follow_events(App& app, const http::Request& request, http::Reply reply) {
    auto frame = frame_of(request);
    auto subscription = read_subscription(app, request, frame);
    if (!subscription) return reply(refused(app, subscription.error(), frame));
    // A std::function must be one that can be copied, which a Reply cannot.
    const auto waiting = std::make_shared<http::Reply>(std::move(reply));
    const auto admit = [&app, waiting, subscription = *std::move(subscription)](Runner& views,
                                                                                bool) {
        app.subscribers.admit(views, subscription, std::move(*waiting));
    };
    const auto asking = app.ask_views({admit, wanted_of_views(app, request), true});
    if (asking == Asking::taken) return;
    (*waiting)(refused(app, why_not_taken(asking), frame));
}

}  // namespace

http::Route events_route(App& app) {
    auto route = view(app, http::Method::get, "/v1/events", access, list_events);
    const auto list = std::get<http::WriteEndpoint>(route.endpoint);
    route.endpoint = http::WriteEndpoint{[&app, list](http::Request&& request, http::Reply reply) {
        if (!asks_for(request, "text/event-stream")) {
            return list(std::move(request), std::move(reply));
        }
        follow_events(app, request, std::move(reply));
    }};
    return route;
}

}  // namespace kalends::api
