#include "api/http/request.hpp"

#include "domain/check.hpp"

namespace kalends::http {
namespace {

// Many idle connections must not each hold on to the largest body that they once carried.
constexpr std::size_t kept_body_bytes_max = 4096;

}  // namespace

std::optional<std::string_view> Request::query_parameter(std::string_view name) const {
    for (const QueryParameter& parameter : query) {
        if (parameter.name == name) return parameter.value;
    }
    return std::nullopt;
}

std::string_view Request::path_parameter(std::string_view name) const {
    for (const PathParameter& parameter : path_parameters) {
        if (parameter.name == name) return parameter.value;
    }
    broken("an endpoint asks only for path parameters that its route names");
}

void Request::clear() {
    method = Method::get;
    target.clear();
    path.clear();
    query.clear();
    headers.clear();
    body.clear();
    if (body.capacity() > kept_body_bytes_max) body.shrink_to_fit();
    id.clear();
    path_parameters.clear();
    part_of.reset();
}

}  // namespace kalends::http
