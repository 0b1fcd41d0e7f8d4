#include "api/http/problem.hpp"

#include "api/http/json_text.hpp"

namespace kalends::http {
namespace {

void append_member(std::string& out, std::string_view name, std::string_view text) {
    out.append(",\"").append(name).append("\":");
    append_json_string(out, text);
}

void append_errors(std::string& out, const std::vector<FieldError>& errors) {
    out.append(",\"errors\":[");
    for (std::size_t i = 0; i < errors.size(); ++i) {
        out.append(i == 0 ? "{\"pointer\":" : ",{\"pointer\":");
        append_json_string(out, errors[i].pointer);
        append_member(out, "detail", errors[i].detail);
        out.push_back('}');
    }
    out.push_back(']');
}

// Whether a client of such an answer is told when to come back.
bool has_time(Status status) {
    return status == Status::unavailable || status == Status::too_many_requests;
}

}  // namespace

Response problem_response(const Problem& problem, std::string_view request_id) {
    std::string text;
    text.reserve(256 + problem.detail.size() + problem.members.size());
    text.append("{\"type\":\"/problems/").append(problem.code).push_back('"');
    append_member(text, "title", problem.title);
    text.append(",\"status\":").append(std::to_string(number(problem.status)));
    append_member(text, "code", problem.code);
    if (!problem.detail.empty()) append_member(text, "detail", problem.detail);
    if (!problem.errors.empty()) append_errors(text, problem.errors);
    if (!problem.members.empty()) text.append(",").append(problem.members);
    append_member(text, "request_id", request_id);
    text.append(problem.retryable ? ",\"retryable\":true}" : ",\"retryable\":false}");
    Response response{problem.status, {}, std::move(text)};
    response.with("Content-Type", "application/problem+json");
    if (problem.retryable && has_time(problem.status)) {
        response.with("Retry-After", std::to_string(problem.retry_after_seconds));
    }
    return response;
}

}  // namespace kalends::http
