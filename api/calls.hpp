#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "api/app.hpp"
#include "api/authentication.hpp"
#include "api/http/request.hpp"
#include "api/query_fields.hpp"
#include "api/replies.hpp"
#include "commands/engine/submission.hpp"
#include "schemas/json/reader.hpp"

namespace kalends::api {

// What a read endpoint is given: an authenticated caller's question.
struct ReadCall {
    App& app;
    const http::Request& request;
    const Caller& caller;
    Instant now;
    QueryFields& query;

    [[nodiscard]] std::string_view path_parameter(std::string_view name) const {
        return request.path_parameter(name);
    }
};
using ReadFunction = Answer (*)(const ReadCall&);

// What a write endpoint is given. The body is a view, gone when the endpoint returns.
struct WriteCall {
    App& app;
    const http::Request& request;
    const Caller& caller;
    Instant now;
    const std::optional<Idempotency>& idempotency;
    JsonValue body;
    // Parameters that the endpoint does not ask for are refused, too.
    QueryFields& query;

    [[nodiscard]] std::string_view path_parameter(std::string_view name) const {
        return request.path_parameter(name);
    }
};

// The answer to a command that was accepted, from its outcome alone: so that it is the same again.
using Show = std::function<Response(App&, const Accepted&)>;
// Starts to offer instead of one that was refused.
using Alternatives = std::function<std::vector<Instant>(App&)>;

// What a write endpoint makes of a request.
struct Intent {
    OrganisationId organisation;
    Command command;
    Show show;
    Alternatives alternatives = {};
};
using WriteFunction = Result<Intent, Problem> (*)(const WriteCall&);

}  // namespace kalends::api
