#include "api/body_type.hpp"

#include "api/http/ascii.hpp"
#include "api/http/parts.hpp"

namespace kalends::api {
namespace {

// JSON defines no parameters (RFC 8259 section 11), but many clients send this one.
bool is_utf_8(std::string_view parameter) {
    const auto name = http::take_part(parameter, '=');
    auto value = parameter;
    if (value.size() >= 2 && value.front() == '"' && value.back() == '"') {
        value = value.substr(1, value.size() - 2);
    }
    return http::equal_ignoring_case(name, "charset") && http::equal_ignoring_case(value, "utf-8");
}

bool is_type(std::string_view type, std::string_view wanted) {
    if (!http::equal_ignoring_case(http::take_part(type, ';'), wanted)) return false;
    while (!type.empty()) {
        const auto parameter = http::take_part(type, ';');
        if (!parameter.empty() && !is_utf_8(parameter)) return false;
    }
    return true;
}

}  // namespace

std::optional<Problem> check_body_type(const http::Request& request, std::string_view wanted) {
    if (request.body.empty()) return std::nullopt;
    const auto type = request.header("Content-Type");
    if (!type) return unsupported_media_type(wanted, "The body has no Content-Type.");
    if (!is_type(*type, wanted)) {
        return unsupported_media_type(wanted,
                                      "The Content-Type must be " + std::string{wanted} + ".");
    }
    const auto coding = request.header("Content-Encoding");
    if (coding && !http::equal_ignoring_case(*coding, "identity")) {
        return unsupported_media_type(wanted,
                                      "The body must be sent as it is, without Content-Encoding.");
    }
    return std::nullopt;
}

}  // namespace kalends::api
