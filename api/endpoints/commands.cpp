#include "api/endpoints/commands.hpp"

#include <utility>

#include "api/answer_frame.hpp"
#include "api/authentication.hpp"
#include "api/batch.hpp"
#include "api/body_type.hpp"
#include "api/query_fields.hpp"

namespace kalends::api {
namespace {

constexpr Access who_may{.who = Access::Who::key_or_operator};
constexpr std::string_view ndjson = "application/x-ndjson";

// So that no organisation keeps the others from theirs, be it by reading slowly.
bool is_there_room(const App& app, OrganisationId organisation) {
    const auto found = app.batches_of.find(organisation);
    if (found == app.batches_of.end()) {
        return app.batches < Batch::batches_max + Batch::first_batches_max;
    }
    return app.batches < Batch::batches_max && found->second < Batch::batches_per_organisation_max;
}

// Gives the caller's organisation.
Result<OrganisationId, Problem> check(App& app, const http::Request& request, AnswerFrame& frame) {
    app.engine.settle();
    const auto caller = authenticate(app, request, who_may, frame);
    if (!caller) return caller.error();
    if (auto problem = QueryFields{request}.problem()) return *std::move(problem);
    for (const auto* name : {"Idempotency-Key", "If-Match"}) {
        if (request.header(name)) return malformed(name, "must stand in the lines, not here");
    }
    if (!is_there_room(app, caller->organisation)) {
        auto problem = unavailable(Unavailable::Reason::queue_full);
        problem.title = "Too many requests of many commands are under way already";
        problem.detail = "An organisation has at most " +
                         std::to_string(Batch::batches_per_organisation_max) + " of them.";
        return problem;
    }
    if (auto problem = check_body_type(request, ndjson)) return *std::move(problem);
    return caller->organisation;
}

void run_commands(App& app, const http::Router& commands, http::Request&& request,
                  http::Reply reply) {
    auto frame = frame_of(request);
    const auto organisation = check(app, request, frame);
    if (!organisation) return reply(refused(app, organisation.error(), frame));
    const auto batch = std::make_shared<Batch>(app, commands, *organisation, std::move(request));
    if (!batch->is_within_bounds()) {
        const auto most = std::to_string(Batch::lines_max);
        return reply(refused(
            app, malformed("", "must have 1 to " + most + " lines, and not only blank ones"),
            frame));
    }
    http::Response head;
    head.with("Content-Type", std::string{ndjson});
    batch->run(std::move(reply), framed(std::move(head), frame, app.engine.position()));
}

}  // namespace

http::Route commands_route(App& app, std::shared_ptr<const http::Router> commands) {
    const auto call = [&app, commands = std::move(commands)](http::Request&& request,
                                                             http::Reply reply) {
        run_commands(app, *commands, std::move(request), std::move(reply));
    };
    return {http::Method::post, "/v1/commands", http::WriteEndpoint{call}};
}

}  // namespace kalends::api
