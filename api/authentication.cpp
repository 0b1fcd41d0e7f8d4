#include "api/authentication.hpp"

#include <chrono>

#include "api/credentials.hpp"
#include "api/http/ascii.hpp"
#include "api/tokens.hpp"
#include "eventstore/bytes.hpp"

namespace kalends::api {
namespace {

// The token of `Authorization: Bearer`; the scheme in any case (RFC 9110 section 11.1).
std::optional<std::string_view> bearer_token(std::string_view authorization) {
    constexpr std::string_view scheme = "Bearer ";
    if (!http::equal_ignoring_case(authorization.substr(0, scheme.size()), scheme)) {
        return std::nullopt;
    }
    const auto token = authorization.substr(scheme.size());
    const auto start = token.find_first_not_of(' ');
    return start == std::string_view::npos ? std::nullopt : std::optional{token.substr(start)};
}

Caller caller_of(const ApiKey& key) {
    return {key.issued.organisation,
            {.kind = ActorKind::api_key,
             .id = key.issued.key.bits(),
             .role = key.issued.role,
             .scopes = scopes_of(key.issued),
             .host = key.issued.host}};
}

std::optional<Caller> holder_of_api_key(App& app, std::string_view token) {
    const auto parts = parse_api_key(token);
    if (!parts) return std::nullopt;
    const auto organisation = app.engine.find(parts->organisation, parts->organisation);
    if (!organisation) return std::nullopt;
    const auto found = organisation->api_keys.find(parts->key);
    if (found == organisation->api_keys.end()) return std::nullopt;
    const ApiKey& key = found->second;
    const auto digest = hex_digest(app.sha, parts->secret);
    if (!are_equal_in_constant_time(digest, key.issued.secret_digest)) return std::nullopt;
    if (!key.is_live(app.engine.reading_time())) return std::nullopt;
    return caller_of(key);
}

std::optional<Caller> operator_with(App& app, std::string_view token) {
    if (!app.operator_key || !token.starts_with(operator_key_prefix)) return std::nullopt;
    const auto digest = digest_of(app.sha, token);
    if (!are_equal_in_constant_time(text_of(digest.octets), text_of(app.operator_key->octets))) {
        return std::nullopt;
    }
    return Caller{{},
                  {.kind = ActorKind::operator_,
                   .role = Role::operator_,
                   .scopes = scopes_of(Role::operator_)}};
}

std::optional<Caller> holder_of(App& app, const http::Request& request) {
    const auto authorization = request.header("Authorization");
    const auto token = authorization ? bearer_token(*authorization) : std::nullopt;
    if (!token) return std::nullopt;
    if (auto caller = operator_with(app, *token)) return caller;
    if (auto caller = holder_of_token(app, *token)) return caller;
    return holder_of_api_key(app, *token);
}

// A token opens what it is bound to, and nothing else.
std::optional<Problem> check_token(const Actor& actor, const Access& access) {
    const bool is_of_hold = actor.bound_to.kind == StreamKind::hold;
    if (is_of_hold ? access.takes_hold_token : access.guest && actor.may(*access.guest)) {
        return std::nullopt;
    }
    return forbidden("The token is not for this.");
}

std::optional<Problem> check_access(const Caller& caller, const Access& access) {
    using enum Access::Who;
    if (caller.actor.role == Role::guest) return check_token(caller.actor, access);
    const bool is_operator = caller.actor.kind == ActorKind::operator_;
    if (is_operator && access.who != key_or_operator && access.who != operator_only) {
        return forbidden("The operator's key is not for what belongs to an organisation.");
    }
    if (!is_operator && access.who == operator_only) {
        return forbidden("This takes the operator's key.");
    }
    if (access.scope && !caller.actor.may(*access.scope)) {
        return forbidden("This takes a key with the scope `" + std::string{name_of(*access.scope)} +
                         "`.");
    }
    return std::nullopt;
}

// Who has a key is counted by it, so that nobody who shares an address takes from another.
std::optional<Allowance> allowance_of(App& app, const http::Request& request,
                                      const std::optional<Caller>& caller) {
    const auto now = std::chrono::steady_clock::now();
    if (!caller || caller->actor.role == Role::guest) {
        return app.address_limiter.take(network_of(request.remote_address), now);
    }
    if (caller->actor.kind == ActorKind::operator_) return std::nullopt;
    return app.key_limiter.take(caller->actor.id, now);
}

}  // namespace

Result<Caller, Problem> authenticate(App& app, const http::Request& request, const Access& access,
                                     AnswerFrame& frame) {
    if (access.who == Access::Who::anyone) return Caller{};
    auto caller = holder_of(app, request);
    if (!request.part_of) frame.allowance = allowance_of(app, request, caller);
    if (frame.allowance && !frame.allowance->is_admitted) return rate_limited(*frame.allowance);
    const bool shows_nothing = !request.header("Authorization");
    if (shows_nothing && access.who == Access::Who::key_or_public) return Caller{};
    if (!caller) return unauthorised();
    if (auto problem = check_access(*caller, access)) return *std::move(problem);
    return *std::move(caller);
}

bool has_key(App& app, const http::Request& request) {
    app.engine.settle();
    const auto caller = holder_of(app, request);
    return caller && caller->actor.role != Role::guest;
}

bool is_live(App& app, OrganisationId organisation, ApiKeyId key) {
    app.engine.settle();
    const auto found = app.engine.find(organisation, organisation);
    if (!found) return false;
    const auto issued = found->api_keys.find(key);
    return issued != found->api_keys.end() && issued->second.is_live(app.engine.reading_time());
}

Result<OrganisationId, Problem> organisation_for(App& app, const Caller& caller,
                                                 MeetingTypeId type) {
    if (caller.actor.kind != ActorKind::anonymous) return caller.organisation;
    const auto owner = app.engine.owner_of(stream_of(type));
    if (!owner) return unauthorised();
    const auto found = app.engine.find(*owner, type);
    if (!found || !found->terms->is_public) return unauthorised();
    return *owner;
}

}  // namespace kalends::api
