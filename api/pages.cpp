#include "api/pages.hpp"

#include <algorithm>

#include "api/compared_text.hpp"
#include "domain/characters.hpp"

namespace kalends::api {
namespace {

constexpr std::string_view cursor_prefix = "cur";

}  // namespace

Page page_of(QueryFields& query) {
    Page page;
    if (const auto limit = query.number("limit", {1, Page::limit_max})) {
        page.limit = static_cast<std::size_t>(*limit);
    }
    if (const auto cursor = query.text("cursor")) {
        const auto after = parse_id(*cursor, cursor_prefix);
        if (after) page.after = *after;
        if (!after) query.note("cursor", "must be one that an earlier page linked to");
    }
    return page;
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

std::string next_link(const http::Request& request, IdBits last) {
    std::string link = link_without_cursor(request);
    append_id(link, cursor_prefix, last);
    return link;
}

std::string name_asked(QueryFields& query) {
    const auto name = query.text("name");
    if (!name) return {};
    if (!bounds::name_chars.contain(count_characters(*name))) {
        query.note("name", "must have 1 to 200 characters");
    }
    auto compared = compared_text(*name);
    if (compared.empty() && !name->empty()) query.note("name", "must have more than accents");
    return compared;
}

}  // namespace kalends::api
