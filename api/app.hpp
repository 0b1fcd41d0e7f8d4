#pragma once

#include <functional>
#include <optional>

#include "api/watched.hpp"
#include "commands/engine/engine.hpp"
#include "commands/engine/settable_clock.hpp"
#include "domain/zones.hpp"
#include "eventstore/log_store.hpp"
#include "eventstore/randomness.hpp"
#include "eventstore/sha256.hpp"
#include "projections/runner.hpp"
#include "schemas/json/reader.hpp"

namespace kalends::api {

class Subscribers;

// What the endpoints work with. All of it but what says otherwise and the log is used on the
// deciding thread alone, and what it refers to outlives it; it outlives the router and every answer
// still awaited.
struct App {
    Engine& engine;
    const LogReader& log;
    // Of the views' thread.
    Subscribers& subscribers;
    const ZoneNames& zones;
    Randomness& randomness;
    // SHA-256 of the operator's key, whole; nothing if there is no operator.
    std::optional<Digest> operator_key;
    // The engine's clock, in a server that was started with a settable one; else null.
    SettableClock* test_clock = nullptr;
    // Called after each command handed to the engine, so that somebody steps it.
    std::function<void()> kick = [] {};
    // Puts a question to the views, which is answered on their thread if it is taken.
    std::function<Asking(ViewsQuestion)> ask_views = [](const ViewsQuestion&) {
        return Asking::too_many;
    };
    Watched watched = {};

    JsonReader json{};
    Sha256 sha{};
};

}  // namespace kalends::api
