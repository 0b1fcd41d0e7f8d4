#include "api/endpoints/log_level.hpp"

#include "api/request_body.hpp"
#include "schemas/requests/log_level.hpp"
#include "schemas/resources/log_level.hpp"

namespace kalends::api {
namespace {

Response shown(const Log& log) {
    std::string body;
    append_log_level(body, name_of(log.level()));
    return ok(std::move(body));
}

}  // namespace

Answer get_log_level(const ReadCall& call) {
    if (auto problem = call.query.problem()) return *std::move(problem);
    return shown(*call.app.telling);
}

Answer set_log_level(const ReadCall& call) {
    if (auto problem = call.query.problem()) return *std::move(problem);
    const auto body = read_body(call.app, call.request);
    if (!body) return body.error();
    const auto asked = parse_log_level_asked(*body);
    if (!asked) return malformed(asked.error());
    const auto level = parse_log_level(*asked);
    if (!level) return malformed("/level", "must be one of error, warning, info, debug");
    call.app.telling->set_level(*level);
    return shown(*call.app.telling);
}

}  // namespace kalends::api
