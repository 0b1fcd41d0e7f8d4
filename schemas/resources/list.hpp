#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "schemas/resources/object.hpp"

namespace kalends {

// A page of a list: {"items":[…],"next":…}, where `next` is the link to the next page or null.
// `append_item(out, item)` writes one item.
template <class Items, class AppendItem>
void append_page(std::string& out, const Items& items, std::optional<std::string_view> next,
                 AppendItem append_item) {
    ResourceObject page{out};
    page.member_by("items", [&](std::string& to) { append_list(to, items, append_item); });
    page.member("next", next);
}

}  // namespace kalends
