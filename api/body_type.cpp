#include "api/body_type.hpp"

#include <algorithm>

#include "api/http/ascii.hpp"

namespace kalends::api {
namespace {

std::string_view trimmed(std::string_view text) {
    text.remove_prefix(std::min(text.find_first_not_of(" \t"), text.size()));
    return text.substr(0, text.find_last_not_of(" \t") + 1);
}

// The part of a list up to the separator, which goes with it.
std::string_view take(std::string_view& list, char separator) {
    const auto end = std::min(list.find(separator), list.size());
    const auto part = trimmed(list.substr(0, end));
    list.remove_prefix(std::min(end + 1, list.size()));
    return part;
}

// JSON defines no parameters (RFC 8259 section 11), but many clients send this one.
bool is_utf_8(std::string_view parameter) {
    const auto name = take(parameter, '=');
    auto value = parameter;
    if (value.size() >= 2 && value.front() == '"' && value.back() == '"') {
        value = value.substr(1, value.size() - 2);
    }
    return http::equal_ignoring_case(name, "charset") && http::equal_ignoring_case(value, "utf-8");
}

bool is_json(std::string_view type) {
    if (!http::equal_ignoring_case(take(type, ';'), "application/json")) return false;
    while (!type.empty()) {
        const auto parameter = take(type, ';');
        if (!parameter.empty() && !is_utf_8(parameter)) return false;
    }
    return true;
}

}  // namespace

std::optional<Problem> check_body_type(const http::Request& request) {
    if (request.body.empty()) return std::nullopt;
    const auto type = request.header("Content-Type");
    if (!type) return unsupported_media_type("The body has no Content-Type.");
    if (!is_json(*type)) return unsupported_media_type("The Content-Type must be JSON.");
    const auto coding = request.header("Content-Encoding");
    if (coding && !http::equal_ignoring_case(*coding, "identity")) {
        return unsupported_media_type("The body must be sent as it is, without Content-Encoding.");
    }
    return std::nullopt;
}

}  // namespace kalends::api
