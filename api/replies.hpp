#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "api/http/problem.hpp"
#include "api/rate_limiter.hpp"
#include "commands/engine/outcome.hpp"
#include "domain/position.hpp"
#include "domain/rejection.hpp"
#include "domain/result.hpp"
#include "schemas/requests/faults.hpp"

namespace kalends::api {

using http::FieldError;
using http::Problem;
using http::Response;
using http::Status;

// What a read says, or why it says nothing.
using Answer = Result<Response, Problem>;

// The one place where a "no" of the domain becomes one of HTTP.
[[nodiscard]] Problem problem_of(Rejection rejection);
// A limit that is reached is told with what is used of it only to whoever may read bookings.
enum class LimitShown : bool { without_use, with_use };
[[nodiscard]] Problem problem_of(const Refusal& refusal,
                                 LimitShown limit_shown = LimitShown::without_use);

// The edge's own refusals.
[[nodiscard]] Problem malformed(std::vector<FieldError> errors);
[[nodiscard]] Problem malformed(std::string pointer, std::string detail);
[[nodiscard]] Problem malformed(const Faults& faults);
[[nodiscard]] Problem unauthorised();
[[nodiscard]] Problem forbidden(std::string detail);
[[nodiscard]] Problem not_found();
[[nodiscard]] Problem key_reused();
[[nodiscard]] Problem rate_limited(const Allowance& allowance);
[[nodiscard]] Problem unsupported_media_type(std::string_view wanted, std::string detail);
[[nodiscard]] Problem position_withdrawn(Position head);
[[nodiscard]] Problem unavailable(Unavailable::Reason reason);
[[nodiscard]] Problem key_damaged(std::string detail);
[[nodiscard]] Problem outcome_unknown();

// The document, with the headers that belong to its status (WWW-Authenticate, Accept,
// Retry-After).
[[nodiscard]] Response response_of(const Problem& problem, std::string_view request_id);

[[nodiscard]] Response ok(std::string body);
// With an ETag: the revision of the resource.
[[nodiscard]] Response ok(std::string body, std::uint64_t revision);
[[nodiscard]] Response created(std::string location, std::string body);
[[nodiscard]] std::string entity_tag(std::uint64_t revision);

}  // namespace kalends::api
