#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "api/calls.hpp"
#include "api/http/request.hpp"
#include "api/query_fields.hpp"

namespace kalends::api {

// Lists that a view gives in an order by numbers. Their cursor is those of the last item of a page:
// a later page goes on after them, whatever was added or moved meanwhile. Under another order or
// other filters they would lead to a wrong place, so a mark of the query stands before them.
using ListCursor = std::vector<std::int64_t>;

// The request as it was sent, but for its cursor, of which the mark is there and the numbers are
// yet to be appended.
[[nodiscard]] std::string link_to_list(const http::Request& request);
// "1764579600000.48213".
[[nodiscard]] std::string to_text(const ListCursor& cursor);
// One of so many numbers, none of them negative, that a page of the same query linked to.
[[nodiscard]] std::optional<ListCursor> cursor_asked(const ReadCall& call, std::size_t numbers);

[[nodiscard]] std::size_t limit_asked(QueryFields& query);
inline constexpr std::size_t text_bytes_max = 200;
// The words that are looked for; empty if the parameter `text` is not there. Words that look for
// nothing are noted: who sends them would take a list of everything for what was found.
[[nodiscard]] std::string text_asked(QueryFields& query);
// An e-mail address as addresses are compared; nothing if the query has none or, which is noted, an
// empty one.
[[nodiscard]] std::optional<std::string> address_asked(QueryFields& query, std::string_view name);

}  // namespace kalends::api
