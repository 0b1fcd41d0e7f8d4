#include "app/reports.hpp"

#include <fmt/format.h>

namespace kalends {

using enum api::LogLevel;

void report_trouble(api::Log& log, std::string_view request_id, std::string_view what) {
    log.write(error, what, {{"request_id", request_id}});
}

void report_clock(api::Log& log, bool is_held) {
    log.write(warning,
              is_held ? "the clock is behind the log's last time, at which it is held until it has "
                        "caught up; if it is more than 10 minutes behind, no command is taken "
                        "until then, or until a start with --accept-clock, unless it is 400 days "
                        "behind"
                      : "the clock has caught up with the log");
}

void report_view(api::Log& log, const std::string& view, const std::string& why) {
    log.write(error, fmt::format("the view {0} stands still; it is tried again, each minute at the "
                                 "least, and POST /v1/projections/{0}/rebuild makes it again: {1}",
                                 view, why));
}

void report_views(api::Log& log, const std::exception_ptr& trouble) {
    try {
        std::rethrow_exception(trouble);
    } catch (const std::exception& why) {
        log.write(error, fmt::format("views: {}", why.what()));
    }
}

}  // namespace kalends
