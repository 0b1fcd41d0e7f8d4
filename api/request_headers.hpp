#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "api/http/request.hpp"
#include "api/replies.hpp"
#include "commands/engine/submission.hpp"
#include "domain/actor.hpp"

namespace kalends::api {

// The Idempotency-Key, bound to the request as it came. Callers without an API key, guests with
// their token too, must send one, and long enough that nobody else has the same.
[[nodiscard]] Result<std::optional<Idempotency>, Problem> idempotency_of(
    const http::Request& request, ActorKind caller);

// What If-Match says, if it is there. If-None-Match is refused: whoever sends it would believe that
// it kept a write from being done.
[[nodiscard]] Result<std::optional<ExpectedRevision>, Problem> expected_revision_of(
    const http::Request& request);

// Address and user agent of a caller without an API key, as JSON text: of the others none are kept.
[[nodiscard]] std::optional<Clear> origin_of(const http::Request& request, ActorKind caller);

// The traceparent if it is a valid one (W3C Trace Context), else nothing: a bad one is ignored.
[[nodiscard]] std::optional<std::string> traceparent_of(const http::Request& request);

}  // namespace kalends::api
