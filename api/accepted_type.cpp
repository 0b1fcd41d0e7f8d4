#include "api/accepted_type.hpp"

#include <utility>

#include "api/http/liking.hpp"

namespace kalends::api {

bool asks_for(const http::Request& request, std::string_view type) {
    const auto accept = request.header("Accept").value_or("");
    const int liked = http::liking(accept, type);
    return liked > 0 && liked >= http::liking(accept, "application/json");
}

Response csv_response(std::string table) {
    Response response{Status::ok, {}, std::move(table)};
    response.with("Content-Type", "text/csv; charset=utf-8");
    return varying_by_type(std::move(response));
}

Response varying_by_type(Response response) {
    response.with("Vary", "Accept");
    return response;
}

}  // namespace kalends::api
