#include "api/endpoints/api_keys.hpp"

#include "api/credentials.hpp"
#include "api/new_ids.hpp"
#include "api/pages.hpp"
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

std::string body_of(const ApiKey& key, std::string_view secret = {}) {
    std::string body;
    append_api_key(body, key, secret);
    return body;
}

}  // namespace

Result<Intent, Problem> issue_api_key(const WriteCall& call) {
    auto command = parse_issue_api_key(call.body);
    if (!command) return malformed(command.error());
    const auto organisation = call.caller.organisation;
    command->organisation = organisation;
    const auto present = call.app.engine.find(organisation, organisation);
    const auto is_taken = [&present](IdBits bits) {
        return present->api_keys.contains(ApiKeyId{bits});
    };
    command->key = id_of_retry<ApiKeyId>(call.app, organisation, call.caller.actor,
                                         call.idempotency, is_taken);
    const ApiKeyParts parts{organisation, command->key, new_api_key_secret(call.app.randomness)};
    command->secret_digest = hex_digest(call.app.sha, parts.secret);
    const auto show = [id = parts.key, text = key_text(parts)](App&, const Accepted& accepted) {
        const auto& key_made = key_in(accepted, id);
        return created("/v1/api-keys/" + to_text(id),
                       body_of(key_made, accepted.is_replay ? "" : text))
            .with("ETag", entity_tag(key_made.revision()));
    };
    return Intent{organisation, *std::move(command), show};
}

Result<Intent, Problem> revoke_api_key(const WriteCall& call) {
    const auto id = parse<ApiKeyId>(call.path_parameter("id"));
    if (!id) return not_found();
    const auto show = [key = *id](App&, const Accepted& accepted) {
        const auto& revoked = key_in(accepted, key);
        return ok(body_of(revoked), revoked.revision());
    };
    return Intent{call.caller.organisation, RevokeApiKey{call.caller.organisation, *id}, show};
}

Answer list_api_keys(const ReadCall& call) {
    const Page page = page_of(call.query);
    if (auto problem = call.query.problem()) return *std::move(problem);
    const auto organisation = call.app.engine.find(call.caller.organisation,  //
                                                   call.caller.organisation);
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

}  // namespace kalends::api
