#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>

#include "api/log.hpp"
#include "api/measures.hpp"
#include "api/rate_limiter.hpp"
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
    // Runs it soon on the deciding thread, after what waits there already. From any thread.
    std::function<void(std::function<void()>)> later = [](const std::function<void()>&) {};
    // Puts a question to the views, which is answered on their thread if it is taken.
    std::function<Asking(ViewsQuestion)> ask_views = [](const ViewsQuestion&) {
        return Asking::too_many;
    };
    Watched watched = {};
    // Null where nobody looks at figures, or at what is told, a test say.
    Measures* measures = nullptr;
    Log* telling = nullptr;
    Rates rates = {};

    JsonReader json{};
    Sha256 sha{};
    RateLimiter key_limiter{"key", rates.per_key, randomness};
    RateLimiter address_limiter{"address", rates.per_address, randomness};
    // Requests of many commands: those there ever were, and those that are being answered.
    std::uint64_t batches_begun = 0;
    std::atomic<std::size_t> batches = 0;
    // How many clients of an organisation, or of the operator, take answers of such requests.
    std::map<OrganisationId, std::size_t> batches_of = {};

    // Counts an answer, and tells of it. From any thread.
    void tell(const http::Answered& answered) const {
        if (measures != nullptr) measures->answered(answered);
        if (telling != nullptr) telling->answered(answered);
    }
};

}  // namespace kalends::api
