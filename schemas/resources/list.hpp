#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "schemas/json/writer.hpp"

namespace kalends {

// A page of a list: {"items":[…],"next":…}, where `next` is the link to the next page or null.
// `append_item(out, item)` writes one item.
template <class Items, class AppendItem>
void append_page(std::string& out, const Items& items, std::optional<std::string_view> next,
                 AppendItem append_item) {
    out.append(R"({"items":)");
    const auto start = out.size();
    for (const auto& item : items) {
        out.push_back(',');
        append_item(out, item);
    }
    close_json(out, start, '[', ']');
    out.append(R"(,"next":)");
    if (next) {
        append_json_text(out, *next);
    } else {
        out.append("null");
    }
    out.push_back('}');
}

}  // namespace kalends
