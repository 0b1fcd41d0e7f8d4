#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "api/http/server.hpp"
#include "domain/position.hpp"
#include "projections/runner.hpp"

namespace kalends::api {

// How publishing to the topic stands.
struct PublishingState {
    bool is_connected = false;
    bool is_stopped = false;  // until somebody puts something right
    Position published;       // up to here a broker has confirmed every event
};

// What goes on beside the engine, for whoever watches the server. All are called on the deciding
// thread and never wait.
struct Watched {
    std::function<std::vector<ViewState>()> views = [] { return std::vector<ViewState>{}; };
    // Nothing if no broker is configured.
    std::function<std::optional<PublishingState>()> publishing = [] {
        return std::optional<PublishingState>{};
    };
    std::function<http::ServerFigures()> server = [] { return http::ServerFigures{}; };
};

// How many events lie after `from`, up to `to`; 0 if it is ahead, as what is told of a thread may
// be by the time that it is compared.
[[nodiscard]] inline std::uint64_t events_between(Position from, Position to) {
    const auto first = number(from.sequence);
    const auto last = number(to.sequence);
    return last > first ? last - first : 0;
}

// "live", "filling" for the first time, or "stopped" at what it could not apply.
[[nodiscard]] inline std::string_view status_of(const ViewState& view) {
    if (view.trouble) return "stopped";
    return view.is_complete ? "live" : "filling";
}

// "connected"; else "away", which may pass by itself, or "stopped", which will not.
[[nodiscard]] inline std::string_view status_of(const PublishingState& state) {
    if (state.is_connected) return "connected";
    return state.is_stopped ? "stopped" : "away";
}

}  // namespace kalends::api
