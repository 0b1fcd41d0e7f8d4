#include "api/answer_frame.hpp"

#include "api/request_headers.hpp"

namespace kalends::api {
namespace {

// As revision 10 of the IETF's draft "RateLimit header fields for HTTP" has them.
void append_allowance(Response& response, const Allowance& allowance) {
    const auto name = '"' + std::string{allowance.policy} + '"';
    response.with("RateLimit-Policy", name + ";q=" + std::to_string(allowance.bucket) +
                                          ";w=" + std::to_string(RateLimiter::window.count()));
    response.with("RateLimit", name + ";r=" + std::to_string(allowance.remaining) +
                                   ";t=" + std::to_string(allowance.full_after.count()));
}

}  // namespace

AnswerFrame frame_of(const http::Request& request) {
    return {request.id, traceparent_of(request)};
}

Response framed(Response response, const AnswerFrame& frame, Position position) {
    response.with("Kalends-Position", to_text(position));
    if (frame.traceparent) response.with("traceparent", *frame.traceparent);
    if (frame.allowance) append_allowance(response, *frame.allowance);
    return response;
}

Response refused(App& app, const Problem& problem, const AnswerFrame& frame) {
    app.engine.settle();
    return framed(response_of(problem, frame.request_id), frame, app.engine.position());
}

}  // namespace kalends::api
