#include "api/endpoints/sessions.hpp"

#include "commands/rights.hpp"
#include "schemas/resources/session.hpp"

namespace kalends::api {

Answer get_session(const ReadCall& call) {
    if (auto problem = call.query.problem()) return *std::move(problem);
    const auto id = parse<SessionId>(call.path_parameter("id"));
    const auto session = id ? call.app.engine.find(call.caller.organisation, *id) : nullptr;
    if (!session) return not_found();
    if (!acts_for(call.caller.actor, *session)) {
        return forbidden("The session is with another host.");
    }
    std::string body;
    append_session(body, *session, call.now);
    return ok(std::move(body), session->revision);
}

}  // namespace kalends::api
