#pragma once

#include <exception>
#include <string>

#include "api/log.hpp"

namespace kalends {

// What happens in the server, told to whoever runs it.

void report_trouble(api::Log& log, std::string_view request_id, std::string_view what);
// The clock is held from now on, or has caught up.
void report_clock(api::Log& log, bool is_held);
// A view that stands still is an alarm and no end: all else goes on without it.
void report_view(api::Log& log, const std::string& view, const std::string& why);
// What the views' thread met.
void report_views(api::Log& log, const std::exception_ptr& trouble);

}  // namespace kalends
