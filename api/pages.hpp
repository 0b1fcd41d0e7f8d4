#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "api/http/request.hpp"
#include "api/query_fields.hpp"
#include "domain/id.hpp"
#include "domain/stream.hpp"

namespace kalends::api {

// Which part of a list is asked for. What stands in a list never moves in it, so a cursor is the
// last id seen.
struct Page {
    static constexpr std::size_t limit_default = 50;
    static constexpr std::size_t limit_max = 200;
    // Where only some are asked for, they are looked for among so many for one page.
    static constexpr std::size_t looked_at_max = 500;

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

template <class Item>
struct FoundPage {
    std::vector<Item> items;
    std::optional<std::string> next;
};

// Those of the streams that `find(id)` gives something for, which are looked for among so many at
// most, so that a page may be short. There is one stream more than that if the list goes on.
template <class Find>
[[nodiscard]] auto find_page(const std::vector<StreamId>& streams, std::size_t most,
                             const http::Request& request, const Page& page, Find find) {
    FoundPage<typename std::invoke_result_t<Find, IdBits>::value_type> found;
    for (std::size_t i = 0; i < streams.size(); ++i) {
        if (i == most || found.items.size() == page.limit) {
            found.next = next_link(request, streams[i - 1].id);
            break;
        }
        if (auto item = find(streams[i].id)) found.items.push_back(*std::move(item));
    }
    return found;
}

// `name`: a part of one, as names are compared; empty if the query has none or, which is noted, one
// that nobody can have.
[[nodiscard]] std::string name_asked(QueryFields& query);

}  // namespace kalends::api
