#include "api/endpoints/holds.hpp"

#include "api/alternatives.hpp"
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
    const Page page = page_of(call.query);
    if (auto problem = call.query.problem()) return *std::move(problem);
    auto& engine = call.app.engine;
    const auto organisation = call.caller.organisation;
    auto streams = engine.list(organisation, StreamKind::hold, page.after, page.limit + 1);
    const auto next =
        cut_to_page(streams, call.request, page, [](const StreamId& stream) { return stream.id; });
    std::erase_if(streams, [&](const StreamId& stream) {
        return !acts_for(call.caller.actor, *engine.find(organisation, HoldId{stream.id}));
    });
    std::string body;
    append_page(body, streams, next, [&](std::string& out, const StreamId& stream) {
        append_hold(out, as_of(*engine.find(organisation, HoldId{stream.id}), call.now));
    });
    return ok(std::move(body));
}

}  // namespace kalends::api
