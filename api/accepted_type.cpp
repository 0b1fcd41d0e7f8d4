#include "api/accepted_type.hpp"

#include <algorithm>
#include <utility>

#include "api/http/ascii.hpp"
#include "api/http/parts.hpp"

namespace kalends::api {
namespace {

constexpr int quality_most = 1'000;

// "0.25" as 250; what is no number is taken as the most, as if it were not there.
int quality_in(std::string_view text) {
    if (text.empty() || (text.front() != '0' && text.front() != '1')) return quality_most;
    if (text.front() == '1' || text.size() == 1) return (text.front() - '0') * quality_most;
    int quality = 0;
    int weight = quality_most / 10;
    for (const char c : text.substr(2)) {
        if (!http::is_digit(c)) return quality_most;
        quality += (c - '0') * weight;
        weight /= 10;
    }
    return quality;
}

int quality_of(std::string_view parameters) {
    while (!parameters.empty()) {
        auto parameter = http::take_part(parameters, ';');
        const auto name = http::take_part(parameter, '=');
        if (http::equal_ignoring_case(name, "q")) return quality_in(parameter);
    }
    return quality_most;
}

// How much the client likes a type that it names, in thousandths; 0 if it does not.
int liking(std::string_view accept, std::string_view type) {
    int most = 0;
    while (!accept.empty()) {
        auto range = http::take_part(accept, ',');
        if (!http::equal_ignoring_case(http::take_part(range, ';'), type)) continue;
        most = std::max(most, quality_of(range));
    }
    return most;
}

}  // namespace

bool asks_for(const http::Request& request, std::string_view type) {
    const auto accept = request.header("Accept").value_or("");
    const int liked = liking(accept, type);
    return liked > 0 && liked >= liking(accept, "application/json");
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
