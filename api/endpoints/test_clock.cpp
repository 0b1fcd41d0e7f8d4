#include "api/endpoints/test_clock.hpp"

#include <memory>

#include "api/answer_frame.hpp"
#include "api/query_fields.hpp"
#include "api/reply_waiter.hpp"
#include "api/request_body.hpp"
#include "schemas/requests/test_clock.hpp"
#include "schemas/resources/test_clock.hpp"

namespace kalends::api {
namespace {

Response shown(const SettableClock& clock) {
    std::string body;
    append_test_clock(body, clock.now(), clock.is_running());
    return ok(std::move(body));
}

Result<TestClockSetting, Problem> asked_setting(App& app, const http::Request& request,
                                                AnswerFrame& frame) {
    const auto caller = authenticate(app, request, for_operator, frame);
    if (!caller) return caller.error();
    if (auto problem = QueryFields{request}.problem()) return *std::move(problem);
    const auto body = read_body(app, request);
    if (!body) return body.error();
    auto setting = parse_test_clock(*body);
    if (!setting) return malformed(setting.error());
    return *std::move(setting);
}

}  // namespace

Answer get_test_clock(const ReadCall& call) {
    if (auto problem = call.query.problem()) return *std::move(problem);
    return shown(*call.app.test_clock);
}

void set_test_clock(App& app, http::Request&& request, http::Reply reply) {
    auto frame = frame_of(request);
    const auto setting = asked_setting(app, request, frame);
    if (!setting) return reply(refused(app, setting.error(), frame));
    if (setting->now) {
        app.test_clock->set(*setting->now);
    } else {
        app.test_clock->run();
    }
    auto render = [response = shown(*app.test_clock), frame](const Outcome& outcome) {
        return framed(response, frame, std::get<Accepted>(outcome).position);
    };
    app.engine.after_due(
        std::make_unique<ReplyWaiter>(std::move(reply), request.id, std::move(render)));
    app.kick();
}

}  // namespace kalends::api
