#include "api/request_body.hpp"

#include "api/body_type.hpp"

namespace kalends::api {
namespace {

// A change whose body was lost on its way would look made, and what a removal says in one would
// look heard.
std::optional<Problem> check_presence(const http::Request& request) {
    if (request.method == http::Method::patch && request.body.empty()) {
        return malformed("", "must have a body: an object with what changes");
    }
    if (request.method == http::Method::del && !request.body.empty()) {
        return malformed("", "must have no body");
    }
    return std::nullopt;
}

}  // namespace

Result<JsonValue, Problem> read_body(App& app, const http::Request& request) {
    if (auto problem = check_body_type(request)) return *std::move(problem);
    if (auto problem = check_presence(request)) return *std::move(problem);
    const auto body = app.json.parse(request.body.empty() ? "{}" : std::string_view{request.body});
    if (!body) return malformed(body.error().pointer, body.error().message);
    return *body;
}

}  // namespace kalends::api
