#pragma once

#include <optional>
#include <string>

#include "api/app.hpp"
#include "api/http/request.hpp"
#include "api/replies.hpp"

namespace kalends::api {

// What every answer to one request carries, and the name that its problems give it.
struct AnswerFrame {
    std::string request_id;
    std::optional<std::string> traceparent;
    // What the caller may still ask, if that is limited.
    std::optional<Allowance> allowance = {};
};

[[nodiscard]] AnswerFrame frame_of(const http::Request& request);

// The answer with its frame, and the position that it reflects.
[[nodiscard]] Response framed(Response response, const AnswerFrame& frame, Position position);

// The answer to a request that changed nothing, at the position that reads stand at now.
[[nodiscard]] Response refused(App& app, const Problem& problem, const AnswerFrame& frame);

}  // namespace kalends::api
