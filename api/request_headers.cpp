#include "api/request_headers.hpp"

#include <algorithm>

#include "api/http/ascii.hpp"
#include "api/http/json_text.hpp"
#include "api/if_match.hpp"

namespace kalends::api {
namespace {

constexpr std::size_t idempotency_key_bytes_max = 255;
constexpr std::size_t strangers_key_bytes_min = 16;

bool has_no_api_key(ActorKind caller) {
    return caller == ActorKind::anonymous || caller == ActorKind::guest;
}

bool is_printable_ascii(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return c >= 0x20 && c < 0x7f; });
}

// What the key stands for: the same key on another method, target or body is another request.
std::string request_text(const http::Request& request) {
    constexpr std::size_t method_bytes_max = 16;
    std::string text;
    text.reserve(method_bytes_max + request.target.size() + request.body.size());
    text.append(http::to_text(request.method));
    text.append(" ").append(request.target).append("\n").append(request.body);
    return text;
}

bool is_lower_hex(std::string_view text) {
    return std::ranges::all_of(text,
                               [](char c) { return http::is_digit(c) || (c >= 'a' && c <= 'f'); });
}

bool is_id(std::string_view text) {
    return is_lower_hex(text) && text.find_first_not_of('0') != std::string_view::npos;
}

// "00-" trace id "-" parent id "-" flags; later versions may go on after that.
bool is_traceparent(std::string_view text) {
    constexpr std::size_t bytes = 55;
    if (text.size() < bytes || text[2] != '-' || text[35] != '-' || text[52] != '-') return false;
    const auto version = text.substr(0, 2);
    if (!is_lower_hex(version) || version == "ff") return false;
    if (version == "00" ? text.size() != bytes : text.size() > bytes && text[bytes] != '-') {
        return false;
    }
    return is_id(text.substr(3, 32)) && is_id(text.substr(36, 16)) &&
           is_lower_hex(text.substr(53, 2));
}

constexpr std::size_t traceparent_bytes_max = 128;
constexpr std::size_t user_agent_bytes_max = 500;

}  // namespace

Result<std::optional<Idempotency>, Problem> idempotency_of(const http::Request& request,
                                                           ActorKind caller) {
    const auto key = request.header("Idempotency-Key");
    if (!key && has_no_api_key(caller)) return malformed("Idempotency-Key", "is missing");
    if (!key) return std::optional<Idempotency>{};
    if (key->empty() || key->size() > idempotency_key_bytes_max || !is_printable_ascii(*key)) {
        return malformed("Idempotency-Key", "must be 1 to 255 printable ASCII characters");
    }
    if (has_no_api_key(caller) && key->size() < strangers_key_bytes_min) {
        return malformed("Idempotency-Key", "must be at least 16 characters without an API key");
    }
    return std::optional{Idempotency{std::string{*key}, request_text(request)}};
}

Result<std::optional<ExpectedRevision>, Problem> expected_revision_of(
    const http::Request& request) {
    if (request.header("If-None-Match")) {
        return malformed("If-None-Match", "is not understood on writes");
    }
    const auto text = request.header("If-Match");
    if (!text) return std::optional<ExpectedRevision>{};
    auto expected = parse_if_match(*text);
    if (!expected) return malformed("If-Match", "must be entity tags, \"3\" say, or *");
    return expected;
}

std::optional<Clear> origin_of(const http::Request& request, ActorKind caller) {
    if (!has_no_api_key(caller)) return std::nullopt;
    Clear origin{R"({"address":)"};
    http::append_json_string(origin.json, request.remote_address);
    if (const auto agent = request.header("User-Agent")) {
        http::append_json_string(origin.json.append(R"(,"user_agent":)"),
                                 agent->substr(0, user_agent_bytes_max));
    }
    origin.json.push_back('}');
    return origin;
}

std::optional<std::string> traceparent_of(const http::Request& request) {
    const auto text = request.header("traceparent");
    if (!text || text->size() > traceparent_bytes_max || !is_traceparent(*text)) {
        return std::nullopt;
    }
    if (!is_printable_ascii(*text)) return std::nullopt;
    return std::string{*text};
}

}  // namespace kalends::api
