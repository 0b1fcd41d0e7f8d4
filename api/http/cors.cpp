#include "api/http/cors.hpp"

namespace kalends::http {
namespace {

constexpr std::string_view exposed =
    "Access-Control-Expose-Headers: Kalends-Position, Kalends-Late, ETag, Link, Location, "
    "X-Request-Id, Idempotency-Replayed, Retry-After, RateLimit, RateLimit-Policy, traceparent\r\n";
constexpr std::string_view asked_for =
    "Authorization, Content-Type, Idempotency-Key, If-Match, Last-Event-ID, X-Request-Id, "
    "traceparent";
// A cache must not give the answer made for one origin to another.
constexpr std::string_view vary = "Vary: Origin\r\n";
constexpr std::string_view preflight_seconds = "600";

std::string lines_allowing(std::string_view origin) {
    std::string lines{"Access-Control-Allow-Origin: "};
    lines.append(origin).append("\r\n").append(exposed);
    if (origin != "*") lines.append(vary);
    return lines;
}

}  // namespace

Cors::Cors(const std::vector<std::string>& origins) {
    for (const std::string& origin : origins) {
        if (origin == "*") is_open_ = true;
        allowed_.push_back({origin, lines_allowing(origin)});
    }
}

std::string_view Cors::lines_for(const Request& request) const {
    const auto origin = request.header("Origin");
    if (!origin) return is_open_ || allowed_.empty() ? std::string_view{} : vary;
    for (const Allowed& allowed : allowed_) {
        if (allowed.origin == "*" || allowed.origin == *origin) return allowed.lines;
    }
    return allowed_.empty() ? std::string_view{} : vary;
}

void Cors::answer_preflight(const Request& request, std::string_view methods, Response& response) {
    if (!request.header("Access-Control-Request-Method")) return;
    response.with("Access-Control-Allow-Methods", std::string{methods})
        .with("Access-Control-Allow-Headers", std::string{asked_for})
        .with("Access-Control-Max-Age", std::string{preflight_seconds});
}

}  // namespace kalends::http
