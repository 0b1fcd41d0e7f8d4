#include "api/endpoints/health.hpp"

#include "schemas/resources/readiness.hpp"

namespace kalends::api {
namespace {

// A view that stopped, or a broker that is away, is told and no reason to send bookings elsewhere.
ShownReadiness readiness_of(const App& app) {
    const auto head = app.engine.position();
    ShownReadiness shown{.is_clock_held = app.engine.is_clock_held()};
    for (const auto& view : app.watched.views()) {
        shown.views.push_back({view.name, status_of(view), events_between(view.position, head)});
    }
    if (const auto state = app.watched.publishing()) {
        shown.publishing = {status_of(*state), events_between(state->published, head)};
    }
    return shown;
}

}  // namespace

Answer get_health(const ReadCall& call) {
    if (auto problem = call.query.problem()) return *std::move(problem);
    return ok(R"({"status":"ok"})");
}

Answer get_readiness(const ReadCall& call) {
    if (auto problem = call.query.problem()) return *std::move(problem);
    if (call.app.engine.is_low_on_disk()) return unavailable(Unavailable::Reason::disk_reserve);
    if (!call.app.engine.now()) return unavailable(Unavailable::Reason::clock_behind);
    std::string body;
    append_readiness(body, readiness_of(call.app));
    return ok(std::move(body));
}

}  // namespace kalends::api
