#include "api/http/liking.hpp"

#include <algorithm>

#include "api/http/ascii.hpp"
#include "api/http/parts.hpp"

namespace kalends::http {
namespace {

constexpr int quality_most = 1'000;

// "0.25" as 250; what is no number is taken as the most, as if it were not there.
int quality_in(std::string_view text) {
    if (text.empty() || (text.front() != '0' && text.front() != '1')) return quality_most;
    if (text.front() == '1' || text.size() == 1) return (text.front() - '0') * quality_most;
    int quality = 0;
    int weight = quality_most / 10;
    for (const char c : text.substr(2)) {
        if (!is_digit(c)) return quality_most;
        quality += (c - '0') * weight;
        weight /= 10;
    }
    return quality;
}

int quality_of(std::string_view parameters) {
    while (!parameters.empty()) {
        auto parameter = take_part(parameters, ';');
        const auto name = take_part(parameter, '=');
        if (equal_ignoring_case(name, "q")) return quality_in(parameter);
    }
    return quality_most;
}

}  // namespace

int liking(std::string_view accepted, std::string_view name) {
    int most = 0;
    while (!accepted.empty()) {
        auto range = take_part(accepted, ',');
        if (!equal_ignoring_case(take_part(range, ';'), name)) continue;
        most = std::max(most, quality_of(range));
    }
    return most;
}

}  // namespace kalends::http
