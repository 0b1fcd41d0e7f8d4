#include "api/views.hpp"

#include <memory>
#include <utility>

#include "api/answer_frame.hpp"
#include "api/positions.hpp"

namespace kalends::api {
namespace {

Problem view_unavailable(const ViewState& state) {
    Problem problem{.status = Status::unavailable, .retryable = true};
    if (state.trouble) {
        problem.code = "view-stopped";
        problem.title = "What is asked for cannot be computed at present";
        problem.retryable = false;
    } else {
        problem.code = "view-filling";
        problem.title = "What is asked for is being computed for the first time";
    }
    return problem;
}

Response answer_from(Runner& views, const std::string& name, const ViewQuery& query,
                     const AnswerFrame& frame) {
    const auto state = views.state_of(name);
    if (!state.is_complete || state.trouble) {
        return response_of(view_unavailable(state), frame.request_id);
    }
    return query(*views.find(name));
}

Result<ViewQuery, Problem> read_question(App& app, const http::Request& request, Access access,
                                         ViewFunction endpoint) {
    app.engine.settle();
    const auto caller = authenticate(app, request, access);
    if (!caller) return caller.error();
    QueryFields query{request};
    if (auto problem = check_min_position(app, query)) return *std::move(problem);
    return endpoint({app, request, *caller, app.engine.reading_time(), query});
}

void answer_question(App& app, const http::Request& request, http::Reply reply, Access access,
                     const std::string& name, ViewFunction endpoint) {
    auto frame = frame_of(request);
    auto question = read_question(app, request, access, endpoint);
    if (!question) return reply(refused(app, question.error(), frame));
    // A std::function must be one that can be copied, which a Reply cannot.
    const auto waiting = std::make_shared<http::Reply>(std::move(reply));
    const bool is_asked = app.ask_views(
        [waiting, name, frame, ask = *std::move(question)](Runner& views, bool is_late) {
            auto response =
                framed(answer_from(views, name, ask, frame), frame, views.position_of(name));
            if (is_late) response.with("Kalends-Late", "true");
            (*waiting)(std::move(response));
        });
    if (!is_asked) {
        (*waiting)(refused(app, unavailable(Unavailable::Reason::queue_full), frame));
    }
}

}  // namespace

http::Route view(App& app, http::Method method, std::string path, Access access, std::string view,
                 ViewFunction endpoint) {
    const auto call = [&app, access, name = std::move(view), endpoint](http::Request&& request,
                                                                       http::Reply reply) {
        answer_question(app, request, std::move(reply), access, name, endpoint);
    };
    return {method, std::move(path), http::WriteEndpoint{call}};
}

}  // namespace kalends::api
