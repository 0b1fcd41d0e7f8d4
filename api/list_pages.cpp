#include "api/list_pages.hpp"

#include <algorithm>
#include <charconv>

#include "api/http/parts.hpp"
#include "api/pages.hpp"

namespace kalends::api {
namespace {

constexpr std::size_t text_bytes_max = 200;

std::optional<std::int64_t> number_in(std::string_view text) {
    std::int64_t number = 0;
    const auto* end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data(), end, number);
    if (error != std::errc{} || rest != end) return std::nullopt;
    return number;
}

}  // namespace

std::string to_text(const ListCursor& cursor) {
    std::string text;
    for (const auto number : cursor) {
        if (!text.empty()) text.push_back('.');
        text.append(std::to_string(number));
    }
    return text;
}

std::optional<ListCursor> cursor_asked(QueryFields& query, std::size_t numbers) {
    const auto text = query.text("cursor");
    if (!text) return std::nullopt;
    ListCursor cursor;
    for (auto rest = *text; !rest.empty() && cursor.size() <= numbers;) {
        const auto number = number_in(http::take_part(rest, '.'));
        if (!number) break;
        cursor.push_back(*number);
    }
    if (cursor.size() == numbers && to_text(cursor) == *text) return cursor;
    query.note("cursor", "must be one that an earlier page linked to");
    return std::nullopt;
}

std::size_t limit_asked(QueryFields& query) {
    return static_cast<std::size_t>(
        query.number("limit", {1, Page::limit_max}).value_or(Page::limit_default));
}

std::string text_asked(QueryFields& query) {
    const std::string text{query.text("text").value_or("")};
    if (text.size() > text_bytes_max) query.note("text", "must have at most 200 bytes");
    return text;
}

std::string link_without_cursor(const http::Request& request) {
    std::string link = request.path + "?";
    std::string_view rest{request.target};
    rest.remove_prefix(std::min(rest.find('?'), rest.size() - 1) + 1);
    if (request.query.empty()) rest = {};
    while (!rest.empty()) {
        const auto end = std::min(rest.find('&'), rest.size());
        const auto parameter = rest.substr(0, end);
        if (!parameter.starts_with("cursor=")) link.append(parameter).push_back('&');
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return link.append("cursor=");
}

}  // namespace kalends::api
