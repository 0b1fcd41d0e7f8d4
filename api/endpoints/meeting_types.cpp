#include "api/endpoints/meeting_types.hpp"

#include <memory>

#include "api/compared_text.hpp"
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

struct TypesAsked {
    Page page;
    std::optional<MeetingTypeId> named;
    std::optional<bool> is_active;
    std::string name;  // a part of it, as names are compared

    [[nodiscard]] bool has_filters() const { return named || is_active || !name.empty(); }
    [[nodiscard]] bool has(const MeetingType& type) const {
        return is_active.value_or(!type.is_retired) == !type.is_retired &&
               compared_text(type.terms->name).find(name) != std::string::npos;
    }
};

using FoundType = std::shared_ptr<const MeetingType>;

TypesAsked types_asked(const ReadCall& call) {
    return {page_of(call.query), external_id_asked<MeetingTypeId>(call),
            call.query.boolean("active"), name_asked(call.query)};
}

FoundPage<FoundType> find_types(const ReadCall& call, const TypesAsked& asked) {
    auto& engine = call.app.engine;
    const auto organisation = call.caller.organisation;
    const auto most = asked.has_filters() ? Page::looked_at_max : asked.page.limit;
    const auto streams = asked.named ? std::vector{stream_of(*asked.named)}
                                     : engine.list(organisation, StreamKind::meeting_type,
                                                   asked.page.after, most + 1);
    return find_page(streams, most, call.request, asked.page,
                     [&](IdBits id) -> std::optional<FoundType> {
                         auto type = engine.find(organisation, MeetingTypeId{id});
                         if (!type || !asked.has(*type)) return std::nullopt;
                         return type;
                     });
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
    const auto asked = types_asked(call);
    if (auto problem = call.query.problem()) return *std::move(problem);
    const auto found = find_types(call, asked);
    std::string body;
    append_page(body, found.items, found.next,
                [](std::string& out, const FoundType& type) { append_meeting_type(out, *type); });
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
