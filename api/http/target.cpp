#include "api/http/target.hpp"

#include <algorithm>

#include "api/http/ascii.hpp"
#include "api/http/utf8.hpp"

namespace kalends::http {
namespace {

// The byte that the escape at the front of `text` stands for, or -1.
int escaped_byte(std::string_view text) {
    if (text.size() < 3) return -1;
    const int high = hex_value(text[1]);
    const int low = hex_value(text[2]);
    return high < 0 || low < 0 ? -1 : high * 16 + low;
}

std::optional<QueryParameter> parse_parameter(std::string_view text) {
    const auto equals = text.find('=');
    auto name = percent_decoded(text.substr(0, equals), true);
    const auto rest = equals == std::string_view::npos ? "" : text.substr(equals + 1);
    auto value = percent_decoded(rest, true);
    if (!name || !value) return std::nullopt;
    return QueryParameter{std::move(*name), std::move(*value)};
}

}  // namespace

std::optional<std::string> percent_decoded(std::string_view text, bool plus_is_space) {
    std::string decoded;
    decoded.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%') {
            const int byte = escaped_byte(text.substr(i));
            if (byte < 0) return std::nullopt;
            decoded.push_back(static_cast<char>(byte));
            i += 2;
        } else {
            decoded.push_back(plus_is_space && text[i] == '+' ? ' ' : text[i]);
        }
    }
    if (!is_utf8(decoded) || decoded.find('\0') != decoded.npos) return std::nullopt;
    return decoded;
}

std::optional<std::string> parse_path(std::string_view text) {
    auto path = percent_decoded(text, false);
    if (!path || std::ranges::count(*path, '/') != std::ranges::count(text, '/')) {
        return std::nullopt;
    }
    return path;
}

std::size_t parameters_in(std::string_view query) {
    std::size_t count = 0;
    while (!query.empty()) {
        const auto end = std::min(query.find('&'), query.size());
        if (end > 0) ++count;
        query.remove_prefix(std::min(end + 1, query.size()));
    }
    return count;
}

std::optional<std::vector<QueryParameter>> parse_query(std::string_view text,
                                                       std::size_t parameters_max) {
    std::vector<QueryParameter> parameters;
    while (!text.empty()) {
        const auto end = std::min(text.find('&'), text.size());
        const auto piece = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (piece.empty()) continue;
        auto parameter = parse_parameter(piece);
        if (!parameter || parameters.size() == parameters_max) return std::nullopt;
        parameters.push_back(std::move(*parameter));
    }
    return parameters;
}

}  // namespace kalends::http
