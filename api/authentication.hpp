#pragma once

#include <cstdint>
#include <optional>

#include "api/answer_frame.hpp"
#include "api/app.hpp"
#include "api/http/request.hpp"
#include "api/replies.hpp"
#include "domain/actor.hpp"

namespace kalends::api {

// Who may call an endpoint at all: the first question of rule C2.
struct Access {
    enum class Who : std::uint8_t {
        anyone,           // nobody is asked who they are
        key,              // an API key
        key_or_operator,  // or the operator's
        key_or_public,    // or nobody, where a public meeting type is concerned
        operator_only,
    };
    Who who = Who::key;
    // What an API key must be good for.
    std::optional<Permission> scope = {};
    // What a guest's token must be good for; if nothing, it opens nothing here.
    std::optional<GuestAction> guest = {};
    // Whether the token of a hold is one, too.
    bool takes_hold_token = false;
};

[[nodiscard]] constexpr Access with(Permission scope) {
    return {Access::Who::key, scope};
}
[[nodiscard]] constexpr Access with_or_operator(Permission scope) {
    return {Access::Who::key_or_operator, scope};
}
[[nodiscard]] constexpr Access with_or_public(Permission scope) {
    return {Access::Who::key_or_public, scope};
}
[[nodiscard]] constexpr Access with_or_guest(Permission scope, GuestAction action) {
    return {.who = Access::Who::key, .scope = scope, .guest = action};
}
[[nodiscard]] constexpr Access with_or_hold_token(Permission scope) {
    return {.who = Access::Who::key, .scope = scope, .takes_hold_token = true};
}
[[nodiscard]] constexpr Access with_or_public_or_guest(Permission scope, GuestAction action) {
    return {.who = Access::Who::key_or_public, .scope = scope, .guest = action};
}
inline constexpr Access for_operator{Access::Who::operator_only};
inline constexpr Access for_anyone{Access::Who::anyone};

// The actor, and the organisation that it acts in: nil for the operator and for those without a
// key.
struct Caller {
    OrganisationId organisation;
    Actor actor;
};

// Unknown organisation, unknown key, wrong secret, expired, revoked: all get the same answer. The
// request counts for the rate of its API key, or, without one that is live, of its address; the
// operator has no rate. What is left of it is noted in the frame.
[[nodiscard]] Result<Caller, Problem> authenticate(App& app, const http::Request& request,
                                                   const Access& access, AnswerFrame& frame);

// Whether the request shows an API key that is live, or the operator's. It is not counted.
[[nodiscard]] bool has_key(App& app, const http::Request& request);

// Whether a key is still good, as it was when its caller was authenticated.
[[nodiscard]] bool is_live(App& app, OrganisationId organisation, ApiKeyId key);

// The organisation whose meeting type a caller asks about: its own, or, for callers without a key,
// that of the type if it is public.
[[nodiscard]] Result<OrganisationId, Problem> organisation_for(App& app, const Caller& caller,
                                                               MeetingTypeId type);

}  // namespace kalends::api
