#include "api/pages.hpp"

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

std::string next_link(const http::Request& request, const Page& page, IdBits last) {
    std::string link = request.path + "?limit=" + std::to_string(page.limit) + "&cursor=";
    append_id(link, cursor_prefix, last);
    return link;
}

}  // namespace kalends::api
