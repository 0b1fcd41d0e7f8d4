#include "api/request_body.hpp"

#include "api/body_type.hpp"

namespace kalends::api {

Result<JsonValue, Problem> read_body(App& app, const http::Request& request) {
    if (auto problem = check_body_type(request)) return *std::move(problem);
    const auto body = app.json.parse(request.body.empty() ? "{}" : std::string_view{request.body});
    if (!body) return malformed(body.error().pointer, body.error().message);
    return *body;
}

}  // namespace kalends::api
