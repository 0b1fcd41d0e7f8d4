#include "api/endpoints/api_keys.hpp"

#include "api/credentials.hpp"
#include "api/new_ids.hpp"
#include "api/pages.hpp"
#include "api/written.hpp"
#include "domain/check.hpp"
#include "schemas/requests/api_key.hpp"
#include "schemas/resources/api_key.hpp"
#include "schemas/resources/list.hpp"

namespace kalends::api {
namespace {

const ApiKey& key_in(const Accepted& accepted, ApiKeyId id) {
    const auto* organisation = accepted.resource->as<Organisation>();
    ensure(organisation != nullptr, "API keys are kept with their organisation");
    const auto found = organisation->api_keys.find(id);
    ensure(found != organisation->api_keys.end(), "a key that a command names is there after it");
    return found->second;
}

// The operator says whose keys it means, so that an organisation that has lost its last one is not
// locked out; all others mean their own.
Result<OrganisationId, Problem> organisation_asked(App& app, const Caller& caller,
                                                   QueryFields& query) {
    if (caller.actor.kind != ActorKind::operator_) return caller.organisation;
    const auto text = query.text("organisation_id");
    if (!text) return malformed("organisation_id", "is missing: the operator says whose keys");
    const auto id = parse<OrganisationId>(*text);
    if (!id || !app.engine.find(*id, *id)) return not_found();
    return *id;
}

std::string body_of(const ApiKey& key, std::string_view secret = {}) {
    std::string body;
    append_api_key(body, key, secret);
    return body;
}

}  // namespace

Result<Intent, Problem> issue_api_key(const WriteCall& call) {
    const auto asked = organisation_asked(call.app, call.caller, call.query);
    if (!asked) return asked.error();
    auto command = parse_issue_api_key(call.body);
    if (!command) return malformed(command.error());
    const auto organisation = *asked;
    command->organisation = organisation;
    command->key = made_id<ApiKeyId>(call.app);
    const ApiKeyParts parts{organisation, command->key, new_api_key_secret(call.app.randomness)};
    command->secret_digest = hex_digest(call.app.sha, parts.secret);
    // A retry is answered about the key of then, which may have ended and be let go of since.
    const auto show = [text = key_text(parts)](App& app, const Accepted& accepted) {
        const auto stream = stream_of(accepted.resource->organisation);
        const auto issued = written<ApiKeyIssued>(app, accepted, stream);
        ensure(issued.has_value(), "what is accepted has issued a key");
        const auto& key_made = key_in(accepted, issued->key);
        return created("/v1/api-keys/" + to_text(issued->key),
                       body_of(key_made, accepted.is_replay ? "" : text))
            .with("ETag", entity_tag(key_made.revision()));
    };
    return Intent{organisation, *std::move(command), show};
}

Result<Intent, Problem> revoke_api_key(const WriteCall& call) {
    const auto organisation = organisation_asked(call.app, call.caller, call.query);
    if (!organisation) return organisation.error();
    const auto id = parse<ApiKeyId>(call.path_parameter("id"));
    if (!id) return not_found();
    const auto show = [key = *id](App&, const Accepted& accepted) {
        const auto& revoked = key_in(accepted, key);
        return ok(body_of(revoked), revoked.revision());
    };
    return Intent{*organisation, RevokeApiKey{*organisation, *id}, show};
}

Answer list_api_keys(const ReadCall& call) {
    const Page page = page_of(call.query);
    const auto asked = organisation_asked(call.app, call.caller, call.query);
    if (auto problem = call.query.problem()) return *std::move(problem);
    if (!asked) return asked.error();
    const auto organisation = call.app.engine.find(*asked, *asked);
    std::vector<const ApiKey*> keys;
    auto at = organisation->api_keys.upper_bound(ApiKeyId{page.after});
    for (; at != organisation->api_keys.end() && keys.size() <= page.limit; ++at) {
        keys.push_back(&at->second);
    }
    const auto next = cut_to_page(keys, call.request, page,
                                  [](const ApiKey* key) { return key->issued.key.bits(); });
    std::string body;
    append_page(body, keys, next,
                [](std::string& out, const ApiKey* key) { append_api_key(out, *key); });
    return ok(std::move(body));
}

Answer get_api_key(const ReadCall& call) {
    const auto asked = organisation_asked(call.app, call.caller, call.query);
    if (auto problem = call.query.problem()) return *std::move(problem);
    if (!asked) return asked.error();
    const auto id = parse<ApiKeyId>(call.path_parameter("id"));
    if (!id) return not_found();
    const auto organisation = call.app.engine.find(*asked, *asked);
    const auto found = organisation->api_keys.find(*id);
    if (found == organisation->api_keys.end()) return not_found();
    return ok(body_of(found->second), found->second.revision());
}

}  // namespace kalends::api
