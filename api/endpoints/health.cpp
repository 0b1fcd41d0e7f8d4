#include "api/endpoints/health.hpp"

namespace kalends::api {

Answer get_health(const ReadCall& call) {
    if (auto problem = call.query.problem()) return *std::move(problem);
    return ok(R"({"status":"ok"})");
}

Answer get_readiness(const ReadCall& call) {
    if (auto problem = call.query.problem()) return *std::move(problem);
    if (call.app.engine.is_low_on_disk()) return unavailable(Unavailable::Reason::disk_reserve);
    if (!call.app.engine.now()) return unavailable(Unavailable::Reason::clock_behind);
    return ok(call.app.engine.is_clock_held() ? R"({"status":"ready","clock_held":true})"
                                              : R"({"status":"ready","clock_held":false})");
}

}  // namespace kalends::api
