#include "api/answer_frame.hpp"

#include "api/request_headers.hpp"

namespace kalends::api {

AnswerFrame frame_of(const http::Request& request) {
    return {request.id, traceparent_of(request)};
}

Response framed(Response response, const AnswerFrame& frame, Position position) {
    response.with("Kalends-Position", to_text(position));
    if (frame.traceparent) response.with("traceparent", *frame.traceparent);
    return response;
}

Response refused(App& app, const Problem& problem, const AnswerFrame& frame) {
    app.engine.settle();
    return framed(response_of(problem, frame.request_id), frame, app.engine.position());
}

}  // namespace kalends::api
