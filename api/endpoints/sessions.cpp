#include "api/endpoints/sessions.hpp"

#include "commands/rights.hpp"
#include "domain/check.hpp"
#include "schemas/requests/session.hpp"
#include "schemas/resources/session.hpp"

namespace kalends::api {
namespace {

// As it stood when that was decided, when nothing of it was due, however often it is told.
Response session_changed(App&, const Accepted& accepted) {
    const auto* session = accepted.resource->as<Session>();
    ensure(session != nullptr, "the target of the command is a session");
    std::string body;
    append_session(body, *session, session->updated_at);
    return ok(std::move(body), session->revision);
}

// The session in the path, with the command that the body parsed to.
template <class Asked>
Result<Intent, Problem> change_session(const WriteCall& call, Parsed<Asked> command) {
    const auto id = parse<SessionId>(call.path_parameter("id"));
    if (!id) return not_found();
    if (!command) return malformed(command.error());
    command->session = *id;
    return Intent{call.caller.organisation, *std::move(command), session_changed};
}

}  // namespace

Answer get_session(const ReadCall& call) {
    if (auto problem = call.query.problem()) return *std::move(problem);
    const auto id = parse<SessionId>(call.path_parameter("id"));
    const auto session = id ? call.app.engine.find(call.caller.organisation, *id) : nullptr;
    if (!session) return not_found();
    if (!acts_for(call.caller.actor, *session)) {
        return forbidden("The session is with another host.");
    }
    std::string body;
    append_session(body, *session, call.now, AssignmentsShown{may_see_choices(call.caller.actor)});
    return ok(std::move(body), session->revision);
}

Result<Intent, Problem> cancel_session(const WriteCall& call) {
    return change_session(call, parse_cancel_session(call.body));
}

Result<Intent, Problem> reschedule_session(const WriteCall& call) {
    return change_session(call, parse_reschedule_session(call.body));
}

}  // namespace kalends::api
