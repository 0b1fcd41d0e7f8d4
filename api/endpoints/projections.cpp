#include "api/endpoints/projections.hpp"

#include "api/watched.hpp"
#include "schemas/resources/list.hpp"
#include "schemas/resources/object.hpp"
#include "schemas/resources/projection.hpp"

namespace kalends::api {
namespace {

void append_state(std::string& out, const ViewState& state) {
    append_projection(out, {.name = state.name,
                            .version = state.version,
                            .status = status_of(state),
                            .position = state.position,
                            .records_behind = state.records_behind,
                            .rebuilt_to = state.rebuilt_to,
                            .trouble = state.trouble ? state.trouble : state.rebuild_trouble});
}

Answer shown_states(Runner& views) {
    std::string body;
    {
        ResourceObject list{body};
        list.member_by("items",
                       [&](std::string& out) { append_list(out, views.states(), append_state); });
    }
    return ok(std::move(body));
}

}  // namespace

Result<ViewQuery, Problem> list_projections(const ReadCall& call) {
    if (auto problem = call.query.problem()) return *std::move(problem);
    return ViewQuery{shown_states};
}

Result<ViewQuery, Problem> rebuild_projection(const ReadCall& call) {
    if (auto problem = call.query.problem()) return *std::move(problem);
    return ViewQuery{[name = std::string{call.path_parameter("name")}](Runner& views) -> Answer {
        if (!views.rebuild(name)) return not_found();
        std::string body;
        append_state(body, views.state_of(name));
        auto response = ok(std::move(body));
        response.status = http::Status::accepted;
        return response;
    }};
}

}  // namespace kalends::api
