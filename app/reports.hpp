#pragma once

#include <exception>
#include <string>
#include <string_view>

namespace kalends {

// What the server reports goes to standard error; it never names a person.

void report_trouble(std::string_view request_id, std::string_view what);
// The clock is held from now on, or has caught up.
void report_clock(bool is_held);
// A view that stands still is an alarm and no end: all else goes on without it.
void report_view(const std::string& view, const std::string& why);
// What the views' thread met.
void report_views(const std::exception_ptr& trouble);

}  // namespace kalends
