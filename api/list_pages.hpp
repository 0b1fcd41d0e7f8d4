#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "api/http/request.hpp"
#include "api/query_fields.hpp"

namespace kalends::api {

// Lists that a view gives in an order by numbers. Their cursor is those of the last item of a page:
// a later page goes on after them, whatever was added or moved meanwhile.
using ListCursor = std::vector<std::int64_t>;

// "1764579600000.48213".
[[nodiscard]] std::string to_text(const ListCursor& cursor);
// One of so many numbers.
[[nodiscard]] std::optional<ListCursor> cursor_asked(QueryFields& query, std::size_t numbers);

[[nodiscard]] std::size_t limit_asked(QueryFields& query);
// The words that are looked for; empty if the parameter `text` is not there.
[[nodiscard]] std::string text_asked(QueryFields& query);

// The request as it was sent, but for its cursor; the new one is yet to be appended.
[[nodiscard]] std::string link_without_cursor(const http::Request& request);

}  // namespace kalends::api
