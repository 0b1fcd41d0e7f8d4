#include "app/reports.hpp"

#include "app/say.hpp"

namespace kalends {

void report_trouble(std::string_view request_id, std::string_view what) {
    say(stderr, "kalends: request {}: {}\n", request_id, what);
}

void report_clock(bool is_held) {
    say(stderr, "kalends: {}\n",
        is_held
            ? "the clock is behind the log's last time, at which it is held until it has "
              "caught up; if it is more than 10 minutes behind, no command is taken until then, "
              "or until a start with --accept-clock"
            : "the clock has caught up with the log");
}

void report_view(const std::string& view, const std::string& why) {
    say(stderr,
        "kalends: the view {0} stands still; it is tried again, each minute at the least, and "
        "POST /v1/projections/{0}/rebuild makes it again: {1}\n",
        view, why);
}

void report_views(const std::exception_ptr& trouble) {
    try {
        std::rethrow_exception(trouble);
    } catch (const std::exception& why) {
        say(stderr, "kalends: views: {}\n", why.what());
    }
}

}  // namespace kalends
