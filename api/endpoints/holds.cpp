#include "api/endpoints/holds.hpp"

#include <algorithm>

#include "api/alternatives.hpp"
#include "api/booking_filters.hpp"
#include "api/new_ids.hpp"
#include "api/pages.hpp"
#include "api/tokens.hpp"
#include "commands/claiming.hpp"
#include "commands/rights.hpp"
#include "domain/check.hpp"
#include "schemas/requests/hold.hpp"
#include "schemas/resources/hold.hpp"
#include "schemas/resources/list.hpp"

namespace kalends::api {
namespace {

const Hold& hold_in(const Accepted& accepted) {
    const auto* hold = accepted.resource->as<Hold>();
    ensure(hold != nullptr, "the target of the command is a hold");
    return *hold;
}

Response shown_made(App& app, const Accepted& accepted) {
    const auto& hold = hold_in(accepted);
    const auto token = token_of(app, accepted.resource->organisation, hold);
    std::string body;
    append_hold(body, hold, token.value_or(std::string{}));
    return created("/v1/holds/" + to_text(hold.id), std::move(body))
        .with("ETag", entity_tag(hold.revision));
}

Response shown(const Hold& hold) {
    std::string body;
    append_hold(body, hold);
    return ok(std::move(body), hold.revision);
}

Response hold_changed(App&, const Accepted& accepted) {
    return shown(hold_in(accepted));
}

Hold as_of(Hold hold, Instant now) {
    if (hold.status == HoldStatus::live && !hold.is_live(now)) hold.status = HoldStatus::expired;
    return hold;
}

struct HoldsAsked {
    Page page;
    std::vector<HoldStatus> statuses;
    std::optional<MeetingTypeId> meeting_type;
    std::optional<HostId> host;

    [[nodiscard]] bool has_filters() const { return !statuses.empty() || meeting_type || host; }
    // Of a hold as it stands now.
    [[nodiscard]] bool has(const Hold& hold) const {
        return (statuses.empty() || std::ranges::count(statuses, hold.status) > 0) &&
               meeting_type.value_or(hold.meeting_type) == hold.meeting_type &&
               (!host || std::ranges::count(hold.when.hosts, *host, &HostClaim::host) > 0);
    }
};

HoldsAsked holds_asked(const ReadCall& call) {
    auto& query = call.query;
    return {page_of(query),
            several_asked<HoldStatus>(query, "status", "live, released, expired or booked"),
            id_asked<MeetingTypeId>(query, "meeting_type_id"), id_asked<HostId>(query, "host_id")};
}

FoundPage<Hold> find_holds(const ReadCall& call, const HoldsAsked& asked) {
    auto& engine = call.app.engine;
    const auto organisation = call.caller.organisation;
    const auto most = asked.has_filters() ? Page::looked_at_max : asked.page.limit;
    const auto streams = engine.list(organisation, StreamKind::hold, asked.page.after, most + 1);
    return find_page(streams, most, call.request, asked.page,
                     [&](IdBits id) -> std::optional<Hold> {
                         auto hold = as_of(*engine.find(organisation, HoldId{id}), call.now);
                         if (!asked.has(hold)) return std::nullopt;
                         return hold;
                     });
}

}  // namespace

Result<Intent, Problem> make_hold(const WriteCall& call) {
    auto command = parse_make_hold(call.body);
    if (!command) return malformed(command.error());
    const auto organisation = organisation_for(call.app, call.caller, command->meeting_type);
    if (!organisation) return organisation.error();
    command->hold = made_id<HoldId>(call.app);
    command->session = made_id<SessionId>(call.app);
    auto alternatives = instead_of(*organisation, command->meeting_type,
                                   {command->start,
                                    command->duration,
                                    command->party,
                                    command->overrides,
                                    {},
                                    own_host(call.caller.actor)});
    return Intent{*organisation, *std::move(command), shown_made, std::move(alternatives)};
}

Result<Intent, Problem> extend_hold(const WriteCall& call) {
    const auto id = parse<HoldId>(call.path_parameter("id"));
    if (!id) return not_found();
    auto command = parse_extend_hold(call.body);
    if (!command) return malformed(command.error());
    command->hold = *id;
    return Intent{call.caller.organisation, *std::move(command), hold_changed};
}

Result<Intent, Problem> release_hold(const WriteCall& call) {
    const auto id = parse<HoldId>(call.path_parameter("id"));
    if (!id) return not_found();
    return Intent{call.caller.organisation, ReleaseHold{*id}, hold_changed};
}

Answer get_hold(const ReadCall& call) {
    if (auto problem = call.query.problem()) return *std::move(problem);
    const auto id = parse<HoldId>(call.path_parameter("id"));
    const auto hold = id ? call.app.engine.find(call.caller.organisation, *id) : nullptr;
    if (!hold) return not_found();
    if (!acts_for(call.caller.actor, *hold)) {
        return forbidden("The hold is with another host, or the token is another hold's.");
    }
    return shown(as_of(*hold, call.now));
}

Answer list_holds(const ReadCall& call) {
    auto asked = holds_asked(call);
    if (auto problem = call.query.problem()) return *std::move(problem);
    const auto host = host_seen_by(call.caller.actor, asked.host);
    if (!host) return host.error();
    asked.host = *host;
    const auto found = find_holds(call, asked);
    std::string body;
    append_page(body, found.items, found.next,
                [](std::string& out, const Hold& hold) { append_hold(out, hold); });
    return ok(std::move(body));
}

}  // namespace kalends::api
