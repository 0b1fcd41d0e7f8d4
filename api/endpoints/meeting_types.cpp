#include "api/endpoints/meeting_types.hpp"

#include "api/external_ids.hpp"
#include "api/new_ids.hpp"
#include "api/pages.hpp"
#include "api/standing.hpp"
#include "domain/check.hpp"
#include "schemas/requests/meeting_type.hpp"
#include "schemas/resources/list.hpp"
#include "schemas/resources/meeting_type.hpp"

namespace kalends::api {
namespace {

const MeetingType& type_in(const Accepted& accepted) {
    const auto* type = accepted.resource->as<MeetingType>();
    ensure(type != nullptr, "the target of the command is a meeting type");
    return *type;
}

std::string body_of(const MeetingType& type) {
    std::string body;
    append_meeting_type(body, type);
    return body;
}

Response shown(const MeetingType& type) {
    return ok(body_of(type), type.revision);
}

// It has no entity tag, which would be the full form's.
Response shown_in_public(const MeetingType& type) {
    std::string body;
    append_public_meeting_type(body, type);
    return ok(std::move(body));
}

// What a guest's own booking is of is open to it, and what is open to everybody.
Answer shown_to_guest(const ReadCall& call, MeetingTypeId id) {
    auto& engine = call.app.engine;
    const auto& guest = call.caller;
    const auto booking = engine.find(guest.organisation, BookingId{guest.actor.bound_to.id});
    if (booking && booking->meeting_type == id) {
        return shown_in_public(*engine.find(guest.organisation, id));
    }
    const auto owner = organisation_for(call.app, {}, id);
    if (!owner) return forbidden("The token is of a booking of another meeting type.");
    return shown_in_public(*engine.find(*owner, id));
}

Response type_created(App&, const Accepted& accepted) {
    const auto& type = type_in(accepted);
    return created("/v1/meeting-types/" + to_text(type.id), body_of(type))
        .with("ETag", entity_tag(type.revision));
}

Response type_changed(App&, const Accepted& accepted) {
    return shown(type_in(accepted));
}

Response type_retired(App& app, const Accepted& accepted) {
    const auto& type = type_in(accepted);
    std::string body;
    append_retired_meeting_type(body, type,
                                standing_of<MeetingTypeRetired>(app, accepted, stream_of(type.id)));
    return ok(std::move(body), type.revision);
}

std::vector<StreamId> the_one(const ReadCall& call, MeetingTypeId id) {
    if (!call.app.engine.find(call.caller.organisation, id)) return {};
    return {stream_of(id)};
}

}  // namespace

Result<Intent, Problem> create_meeting_type(const WriteCall& call) {
    auto command = parse_create_meeting_type(call.body, call.app.zones);
    if (!command) return malformed(command.error());
    const auto organisation = call.caller.organisation;
    command->meeting_type =
        id_of_external<MeetingTypeId>(call.app, organisation, command->terms.external_id);
    return Intent{organisation, *std::move(command), type_created};
}

Result<Intent, Problem> change_meeting_type(const WriteCall& call) {
    const auto id = parse<MeetingTypeId>(call.path_parameter("id"));
    if (!id) return not_found();
    auto command = parse_change_meeting_type(call.body, call.app.zones);
    if (!command) return malformed(command.error());
    command->meeting_type = *id;
    return Intent{call.caller.organisation, *std::move(command), type_changed};
}

Result<Intent, Problem> retire_meeting_type(const WriteCall& call) {
    const auto id = parse<MeetingTypeId>(call.path_parameter("id"));
    if (!id) return not_found();
    return Intent{call.caller.organisation, RetireMeetingType{*id}, type_retired};
}

Answer list_meeting_types(const ReadCall& call) {
    const Page page = page_of(call.query);
    const auto named = external_id_asked<MeetingTypeId>(call);
    if (auto problem = call.query.problem()) return *std::move(problem);
    auto& engine = call.app.engine;
    const auto organisation = call.caller.organisation;
    auto streams =
        named ? the_one(call, *named)
              : engine.list(organisation, StreamKind::meeting_type, page.after, page.limit + 1);
    const auto next =
        cut_to_page(streams, call.request, page, [](const StreamId& stream) { return stream.id; });
    std::string body;
    append_page(body, streams, next, [&](std::string& out, const StreamId& stream) {
        append_meeting_type(out, *engine.find(organisation, MeetingTypeId{stream.id}));
    });
    return ok(std::move(body));
}

Answer get_meeting_type(const ReadCall& call) {
    if (auto problem = call.query.problem()) return *std::move(problem);
    const auto id = parse<MeetingTypeId>(call.path_parameter("id"));
    if (!id) return not_found();
    if (call.caller.actor.kind == ActorKind::guest) return shown_to_guest(call, *id);
    const auto organisation = organisation_for(call.app, call.caller, *id);
    if (!organisation) return organisation.error();
    const auto type = call.app.engine.find(*organisation, *id);
    if (!type) return not_found();
    return call.caller.actor.kind == ActorKind::anonymous ? shown_in_public(*type) : shown(*type);
}

}  // namespace kalends::api
