#include "api/endpoints/sessions_list.hpp"

#include "api/booking_filters.hpp"
#include "api/list_pages.hpp"
#include "commands/rights.hpp"
#include "projections/sessions/sessions_view.hpp"
#include "schemas/resources/list.hpp"
#include "schemas/resources/session.hpp"

namespace kalends::api {
namespace {

std::optional<bool> open_asked(QueryFields& query) {
    const auto text = query.text("open");
    if (text && *text != "true" && *text != "false") query.note("open", "must be true or false");
    return text ? std::optional{*text == "true"} : std::nullopt;
}

bool is_latest_first(QueryFields& query) {
    const auto sort = query.text("sort").value_or("start");
    if (sort != "start" && sort != "-start") query.note("sort", "must be start or -start");
    return sort == "-start";
}

std::optional<SessionsQuery::Place> session_place_asked(const ReadCall& call) {
    const auto cursor = cursor_asked(call, 2);
    if (!cursor) return std::nullopt;
    return SessionsQuery::Place{Instant{Milliseconds{cursor->front()}}, cursor->back()};
}

SessionsQuery sessions_asked(const ReadCall& call) {
    auto& query = call.query;
    SessionsQuery asked;
    asked.organisation = call.caller.organisation;
    asked.host = id_asked<HostId>(query, "host_id");
    asked.meeting_type = id_asked<MeetingTypeId>(query, "meeting_type_id");
    asked.is_open = open_asked(query);
    asked.now = call.now;
    const auto [from, to] = times_asked(call);
    asked.from = from;
    asked.to = to;
    asked.is_latest_first = is_latest_first(query);
    asked.after = session_place_asked(call);
    asked.limit = limit_asked(query);
    return asked;
}

}  // namespace

Result<ViewQuery, Problem> list_sessions(const ReadCall& call) {
    auto asked = sessions_asked(call);
    if (auto problem = call.query.problem()) return *std::move(problem);
    const auto host = host_seen_by(call.caller.actor, asked.host);
    if (!host) return host.error();
    asked.host = *host;
    const auto link = link_to_list(call.request);
    const AssignmentsShown assignments{may_see_choices(call.caller.actor)};
    return ask_view<SessionsView>("sessions", [=](SessionsView& view) -> Answer {
        const auto page = view.list(asked);
        std::optional<std::string> next;
        if (page.next) {
            next = link + to_text(ListCursor{page.next->start.time_since_epoch().count(),
                                             page.next->number});
        }
        std::string body;
        append_page(body, page.sessions, next, [&](std::string& out, const Session& session) {
            append_session(out, session, asked.now, assignments);
        });
        return ok(std::move(body));
    });
}

}  // namespace kalends::api
