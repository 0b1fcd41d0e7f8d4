#include "api/list_pages.hpp"

#include <algorithm>
#include <charconv>
#include <tuple>

#include "api/credentials.hpp"
#include "api/http/parts.hpp"
#include "api/pages.hpp"
#include "projections/bookings/words.hpp"

namespace kalends::api {
namespace {

constexpr std::size_t mark_digits = 8;

std::optional<std::int64_t> number_in(std::string_view text) {
    std::int64_t number = 0;
    const auto* end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data(), end, number);
    if (error != std::errc{} || rest != end || number < 0) return std::nullopt;
    return number;
}

// What chooses the items and their order is the same whatever the page, and in any sequence.
bool is_of_page(const http::QueryParameter& parameter) {
    constexpr std::string_view names[] = {"cursor", "limit", "min_position"};
    return std::ranges::find(names, parameter.name) != std::end(names);
}

// "9f86d081". Names and values have no NUL, so that none can be taken for the next one's beginning.
std::string mark_of(const http::Request& request) {
    auto parameters = request.query;
    std::erase_if(parameters, is_of_page);
    std::ranges::sort(parameters, {}, [](const http::QueryParameter& parameter) {
        return std::tie(parameter.name, parameter.value);
    });
    constexpr std::string_view end{"\0", 1};
    std::string text = request.path;
    for (const auto& [name, value] : parameters) {
        text.append(end).append(name).append(end).append(value);
    }
    Sha256 hash;
    return hex_digest(hash, text).substr(0, mark_digits);
}

}  // namespace

std::string link_to_list(const http::Request& request) {
    return link_without_cursor(request) + mark_of(request) + ".";
}

std::string to_text(const ListCursor& cursor) {
    std::string text;
    for (const auto number : cursor) {
        if (!text.empty()) text.push_back('.');
        text.append(std::to_string(number));
    }
    return text;
}

std::optional<ListCursor> cursor_asked(const ReadCall& call, std::size_t numbers) {
    const auto text = call.query.text("cursor");
    if (!text) return std::nullopt;
    auto place = *text;
    const auto mark = http::take_part(place, '.');
    ListCursor cursor;
    for (auto rest = place; !rest.empty() && cursor.size() <= numbers;) {
        const auto number = number_in(http::take_part(rest, '.'));
        if (!number) break;
        cursor.push_back(*number);
    }
    const bool is_cursor = cursor.size() == numbers && to_text(cursor) == place;
    if (is_cursor && mark == mark_of(call.request)) return cursor;
    call.query.note(
        "cursor", is_cursor ? "is of another query" : "must be one that an earlier page linked to");
    return std::nullopt;
}

std::size_t limit_asked(QueryFields& query) {
    return static_cast<std::size_t>(
        query.number("limit", {1, Page::limit_max}).value_or(Page::limit_default));
}

std::string text_asked(QueryFields& query) {
    const auto text = query.text("text");
    if (!text) return {};
    if (text->size() > text_bytes_max) query.note("text", "must have at most 200 bytes");
    if (!say_something(*text)) query.note("text", "must have a letter or digit");
    return std::string{*text};
}

std::optional<std::string> address_asked(QueryFields& query, std::string_view name) {
    const auto text = query.text(name);
    if (!text) return std::nullopt;
    if (text->empty()) query.note(name, "must not be empty");
    return compared_address(*text);
}

}  // namespace kalends::api
