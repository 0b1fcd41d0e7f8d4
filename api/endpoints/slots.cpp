#include "api/endpoints/slots.hpp"

#include <algorithm>

#include "api/booking_filters.hpp"
#include "api/pages.hpp"
#include "api/slots_query.hpp"
#include "api/slots_search.hpp"
#include "schemas/resources/explanation.hpp"
#include "schemas/resources/slots.hpp"

namespace kalends::api {
namespace {

constexpr std::int64_t found_default = 20;

std::optional<Instant> next_available(const ReadCall& call, const AskedCalendar& calendar,
                                      Instant from) {
    const auto first = calendar.first_starts(call.app.engine, std::max(from, call.now), call.now,
                                             SlotsBounds::next_available_max, 1);
    return first.empty() ? std::nullopt : std::optional{first.front()};
}

bool is_too_much(const ReadCall& call, const AskedCalendar& calendar, const Interval& window) {
    const auto question = calendar.question(call.now);
    const auto hosts = std::max(question.hosts.size(), std::size_t{1});
    const auto most = std::min(SlotsBounds::starts_max, SlotsBounds::judged_max / hosts);
    return are_more_than(most, question, window, call.app.engine.hours());
}

// What a host's key may read of others' calendars is nothing.
void leave_own(std::vector<Cause>& causes, const Actor& actor) {
    if (actor.role != Role::host) return;
    std::erase_if(causes, [&actor](const Cause& cause) {
        return !cause.host.is_nil() && cause.host != actor.host;
    });
}

// Starts are whole minutes.
std::vector<Instant> the_start(const ReadCall& call) {
    for (const auto* name : {"from", "to"}) {
        if (call.query.text(name)) call.query.note(name, "must not stand beside `start`");
    }
    const auto start = call.query.instant("start");
    if (!start) return {};
    if (*start != std::chrono::floor<Minutes>(*start)) {
        call.query.note("start", "must be a whole minute, without seconds");
    }
    return {*start};
}

std::vector<Instant> asked_starts(const ReadCall& call, const AskedCalendar& calendar) {
    if (call.request.query_parameter("start")) return the_start(call);
    const auto window = asked_window(call, calendar.zone(), SlotsBounds::explained_window_max);
    if (!window) return {};
    if (!is_too_much(call, calendar, *window)) {
        auto starts =
            starts_to_explain(calendar.question(call.now), *window, call.app.engine.hours());
        if (starts.size() <= SlotsBounds::explained_starts_max) return starts;
    }
    call.query.note("to", "asks for too many starts: ask for fewer days at a time");
    return {};
}

// Callers without a key are not told what hosts follow.
std::vector<StaleSource> stale_sources(const ReadCall& call, const AskedCalendar& calendar) {
    std::vector<StaleSource> stale;
    if (!call.caller.actor.may(Permission::hosts_read)) return stale;
    const LastReads& reads = call.app.engine.last_reads();
    for (const Host* host : calendar.hosts()) {
        if (!host->busy) continue;
        for (const auto& [name, source] : host->busy->sources()) {
            const Instant read_at = reads.read_at(host->id, name, source);
            const auto standing = standing_at(source, read_at, call.now);
            if (standing != SourceStanding::fresh) stale.push_back({host->id, name, standing});
        }
    }
    return stale;
}

// Those of one slot after the other; one list for all where they cannot differ.
std::vector<std::vector<HostId>> shown_hosts(const ReadCall& call, const AskedCalendar& calendar,
                                             const std::vector<Slot>& found) {
    const HostPlan& plan = calendar.type().terms->hosts;
    if (plan.groups.empty()) return {plan.fixed};
    return hosts_free(calendar.question(call.now), found, call.app.engine.hours());
}

// A session that moves has its own seats wherever it goes, not those that its type has now.
std::vector<Slot> found_slots(const ReadCall& call, const AskedCalendar& calendar,
                              const Interval& window) {
    auto found = slots(calendar.question(call.now), window, call.app.engine.hours());
    if (const auto seats = calendar.seats_moved()) {
        for (auto& slot : found) slot.seats_left = *seats;
    }
    return found;
}

}  // namespace

Answer list_slots(const ReadCall& call) {
    const auto calendar = asked_calendar(call);
    if (!calendar) return calendar.error();
    if (!call.request.query_parameter("moving") && !calendar->takes_party()) {
        const auto most = calendar->type().terms->party_most();
        return problem_of({.reason = Rejection::party_too_large,
                           .field = "party",
                           .detail = "must be at most " + std::to_string(most)});
    }
    const auto window = asked_window(call, calendar->zone(), query_window_max).value_or(Interval{});
    if (is_too_much(call, *calendar, window)) {
        call.query.note("to", "asks for too many starts: ask for fewer days at a time");
    }
    const auto zone = call.query.zone("time_zone", call.app.zones);
    if (auto problem = call.query.problem()) return *std::move(problem);
    const auto found = found_slots(call, *calendar, window);
    const auto hosts = shown_hosts(call, *calendar, found);
    const auto stale = stale_sources(call, *calendar);
    std::string body;
    append_slots(body,
                 {.slots = found,
                  .hosts = hosts,
                  .zone = zone.value_or(calendar->zone()),
                  .next_available =
                      found.empty() ? next_available(call, *calendar, window.end) : std::nullopt,
                  .stale = stale});
    return ok(std::move(body));
}

Answer search_slots(const ReadCall& call) {
    auto& query = call.query;
    const HostsWanted wanted{id_asked<HostId>(query, "host_id"), host_kind_asked(query),
                             attributes_asked(query)};
    const auto limit = static_cast<std::size_t>(
        query.number("limit", {1, Page::limit_max}).value_or(found_default));
    const auto window =
        asked_window(call, zone_of_organisation(call), query_window_max).value_or(Interval{});
    auto calendars = types_to_search(call, wanted);
    if (!calendars) return calendars.error();
    if (auto problem = query.problem()) return *std::move(problem);
    // Nothing can be booked that has begun.
    const Interval ahead{std::clamp(call.now, window.start, window.end), window.end};
    std::deque<SearchedType> types;
    for (auto& calendar : *calendars) {
        types.emplace_back(call, std::move(calendar), wanted, ahead);
    }
    const auto found = search(types, ahead, limit);
    if (found.until == ahead.start && found.slots.empty() && !ahead.is_empty()) {
        return malformed("meeting_type_id", "asks for too many starts of too many hosts");
    }
    std::string body;
    append_found_slots(body, found);
    return ok(std::move(body));
}

Answer explain_starts(const ReadCall& call) {
    const auto calendar = asked_calendar(call);
    if (!calendar) return calendar.error();
    const auto starts = asked_starts(call, *calendar);
    if (auto problem = call.query.problem()) return *std::move(problem);
    const bool may_read = call.caller.actor.may(Permission::bookings_read);
    const auto shown = may_read ? CausesShown::yes : CausesShown::no;
    auto all = explain(calendar->question(call.now), starts, shown, call.app.engine.hours());
    for (auto& explained : all) leave_own(explained.causes, call.caller.actor);
    std::string body;
    append_explanation(body, all, shown);
    return ok(std::move(body));
}

}  // namespace kalends::api
