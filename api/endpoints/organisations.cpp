#include "api/endpoints/organisations.hpp"

#include "api/credentials.hpp"
#include "api/new_ids.hpp"
#include "api/pages.hpp"
#include "domain/check.hpp"
#include "schemas/requests/organisation.hpp"
#include "schemas/resources/list.hpp"
#include "schemas/resources/organisation.hpp"

namespace kalends::api {
namespace {

const Organisation& organisation_in(const Accepted& accepted) {
    const auto* organisation = accepted.resource->as<Organisation>();
    ensure(organisation != nullptr, "the target of the command is an organisation");
    return *organisation;
}

Response shown(const Organisation& organisation) {
    std::string body;
    append_organisation(body, organisation);
    return ok(std::move(body), organisation.revision);
}

Response organisation_created(const Organisation& organisation, std::string_view owner_key) {
    std::string body;
    append_organisation_created(body, organisation, owner_key);
    return created("/v1/organisations/" + to_text(organisation.id), std::move(body))
        .with("ETag", entity_tag(organisation.revision));
}

// The one in the path, if the caller may know of it.
std::optional<OrganisationId> asked(const Caller& caller, std::string_view text) {
    const auto id = parse<OrganisationId>(text);
    const bool is_operator = caller.actor.kind == ActorKind::operator_;
    return id && (is_operator || *id == caller.organisation) ? id : std::nullopt;
}

std::vector<OrganisationId> known_to(const ReadCall& call, const Page& page) {
    if (call.caller.actor.kind != ActorKind::operator_) {
        if (page.after >= call.caller.organisation.bits()) return {};
        return {call.caller.organisation};
    }
    std::vector<OrganisationId> all;
    const auto kind = StreamKind::organisation;
    for (const auto& stream : call.app.engine.list({}, kind, page.after, page.limit + 1)) {
        all.emplace_back(stream.id);
    }
    return all;
}

}  // namespace

Result<Intent, Problem> create_organisation(const WriteCall& call) {
    auto command = parse_create_organisation(call.body, call.app.zones);
    if (!command) return malformed(command.error());
    // A retry must ask for the same organisation, or its key would be looked for in another one.
    const auto is_taken = [&engine = call.app.engine](IdBits bits) {
        return engine.find(OrganisationId{bits}, OrganisationId{bits}) != nullptr;
    };
    command->organisation =
        id_of_retry<OrganisationId>(call.app, {}, call.caller.actor, call.idempotency, is_taken);
    command->owner_key = made_id<ApiKeyId>(call.app);
    const ApiKeyParts owner{command->organisation, command->owner_key,
                            new_api_key_secret(call.app.randomness)};
    command->owner_secret_digest = hex_digest(call.app.sha, owner.secret);
    const auto show = [key = key_text(owner)](App&, const Accepted& accepted) {
        return organisation_created(organisation_in(accepted), accepted.is_replay ? "" : key);
    };
    return Intent{command->organisation, *std::move(command), show};
}

Result<Intent, Problem> change_organisation(const WriteCall& call) {
    const auto id = asked(call.caller, call.path_parameter("id"));
    if (!id) return not_found();
    auto command = parse_change_organisation(call.body, call.app.zones);
    if (!command) return malformed(command.error());
    command->organisation = *id;
    const auto show = [](App&, const Accepted& a) { return shown(organisation_in(a)); };
    return Intent{*id, *std::move(command), show};
}

Answer list_organisations(const ReadCall& call) {
    const Page page = page_of(call.query);
    if (auto problem = call.query.problem()) return *std::move(problem);
    auto ids = known_to(call, page);
    const auto next =
        cut_to_page(ids, call.request, page, [](OrganisationId id) { return id.bits(); });
    std::string body;
    append_page(body, ids, next, [&](std::string& out, OrganisationId id) {
        append_organisation(out, *call.app.engine.find(id, id));
    });
    return ok(std::move(body));
}

Answer get_organisation(const ReadCall& call) {
    if (auto problem = call.query.problem()) return *std::move(problem);
    const auto id = asked(call.caller, call.path_parameter("id"));
    const auto organisation = id ? call.app.engine.find(*id, *id) : nullptr;
    if (!organisation) return not_found();
    return shown(*organisation);
}

}  // namespace kalends::api
