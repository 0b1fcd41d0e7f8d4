#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "api/http/request.hpp"
#include "api/query_fields.hpp"
#include "domain/id.hpp"

namespace kalends::api {

// Which part of a list is asked for. What stands in a list never moves in it, so a cursor is the
// last id seen.
struct Page {
    static constexpr std::size_t limit_default = 50;
    static constexpr std::size_t limit_max = 200;

    std::size_t limit = limit_default;
    IdBits after;
};

[[nodiscard]] Page page_of(QueryFields& query);

// The request as it was sent, but for its cursor; the new one is yet to be appended.
[[nodiscard]] std::string link_without_cursor(const http::Request& request);

// The link to the page after this one, whose last item has this id.
[[nodiscard]] std::string next_link(const http::Request& request, IdBits last);

// From up to one item more than the page holds: drops that one, and links to it.
template <class Items, class IdOf>
[[nodiscard]] std::optional<std::string> cut_to_page(Items& items, const http::Request& request,
                                                     const Page& page, IdOf id_of) {
    if (items.size() <= page.limit) return std::nullopt;
    items.resize(page.limit);
    return next_link(request, id_of(items.back()));
}

}  // namespace kalends::api
