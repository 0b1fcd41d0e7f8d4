#include "api/views.hpp"

#include <memory>
#include <utility>

#include "api/answer_frame.hpp"
#include "api/positions.hpp"

namespace kalends::api {
namespace {

Result<ViewQuery, Problem> read_question(App& app, const http::Request& request, Access access,
                                         ViewFunction endpoint, AnswerFrame& frame) {
    app.engine.settle();
    const auto caller = authenticate(app, request, access, frame);
    if (!caller) return caller.error();
    QueryFields query{request};
    if (auto problem = check_min_position(app, query)) return *std::move(problem);
    try {
        return endpoint({app, request, *caller, app.engine.reading_time(), query});
    } catch (const ZoneMissing&) {
        return unavailable(Unavailable::Reason::zone_missing);
    }
}

Answer answered(Runner& views, const ViewQuery& ask) try {
    return ask(views);
} catch (const ZoneMissing&) {
    return unavailable(Unavailable::Reason::zone_missing);
}

Response rendered(Runner& views, const ViewQuery& ask, bool is_late, const AnswerFrame& frame) {
    auto answer = answered(views, ask);
    auto response = answer ? *std::move(answer) : response_of(answer.error(), frame.request_id);
    if (is_late) response.with("Kalends-Late", "true");
    return framed(std::move(response), frame, views.position());
}

// A view that stands still is tried again by itself; a thread that has ended is not.
Problem stopped(bool is_tried_again) {
    Problem problem{.status = Status::unavailable, .retryable = is_tried_again};
    problem.code = "view-stopped";
    problem.title = "What is asked for cannot be computed at present";
    return problem;
}

Problem still_computed() {
    Problem problem{.status = Status::unavailable, .retryable = true};
    problem.code = "view-filling";
    problem.title = "What is asked for is still being computed";
    return problem;
}

void answer_question(App& app, const http::Request& request, http::Reply reply, Access access,
                     ViewFunction endpoint) {
    auto frame = frame_of(request);
    auto question = read_question(app, request, access, endpoint, frame);
    if (!question) return reply(refused(app, question.error(), frame));
    // A std::function must be one that can be copied, which a Reply cannot.
    const auto waiting = std::make_shared<http::Reply>(std::move(reply));
    const auto answer = [waiting, frame, ask = *std::move(question)](Runner& views, bool is_late) {
        (*waiting)(rendered(views, ask, is_late, frame));
    };
    const auto asking = app.ask_views({answer, wanted_of_views(app, request)});
    if (asking == Asking::taken) return;
    (*waiting)(refused(app, why_not_taken(asking), frame));
}

}  // namespace

std::optional<Problem> check_view(const Runner& views, std::string_view name) {
    const auto state = views.state_of(name);
    if (state.is_complete && !state.trouble) return std::nullopt;
    if (state.trouble) return stopped(true);
    return still_computed();
}

std::optional<Problem> check_level(const Runner& views, std::string_view one,
                                   std::string_view other) {
    if (views.position_of(one) == views.position_of(other)) return std::nullopt;
    return still_computed();
}

Problem why_not_taken(Asking asking) {
    if (asking == Asking::ended) return stopped(false);
    return unavailable(Unavailable::Reason::queue_full);
}

http::Route view(App& app, http::Method method, std::string path, Access access,
                 ViewFunction endpoint) {
    const auto call = [&app, access, endpoint](http::Request&& request, http::Reply reply) {
        answer_question(app, request, std::move(reply), access, endpoint);
    };
    return {method, std::move(path), http::WriteEndpoint{call}};
}

}  // namespace kalends::api
