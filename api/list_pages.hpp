#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "api/http/request.hpp"
#include "api/query_fields.hpp"

namespace kalends::api {

// Lists that a view gives in an order by two numbers. Their cursor is those of the last item of a
// page: a later page goes on after them, whatever was added or moved meanwhile.
struct ListCursor {
    std::int64_t first = 0;
    std::int64_t second = 0;
};

// "1764579600000.48213".
[[nodiscard]] std::string to_text(const ListCursor& cursor);
[[nodiscard]] std::optional<ListCursor> cursor_asked(QueryFields& query);

[[nodiscard]] std::size_t limit_asked(QueryFields& query);
// The words that are looked for; empty if the parameter `text` is not there.
[[nodiscard]] std::string text_asked(QueryFields& query);

// The request as it was sent, but for its cursor; the new one is yet to be appended.
[[nodiscard]] std::string link_without_cursor(const http::Request& request);

}  // namespace kalends::api
