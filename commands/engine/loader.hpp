#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "commands/engine/history.hpp"
#include "domain/state.hpp"

namespace kalends {

// A state that was under way and has arrived; null if the stream did not exist.
struct Fetched {
    StreamId stream;
    SharedState state;
};

// Brings the states of streams from the log into memory, at once or later: a command whose states
// are under way is parked, and others go on. On the deciding thread; what it does on others is its
// own business. Both functions throw StorageFailed or StoreRefused as a read does.
class Loader {
  public:
    virtual ~Loader() = default;

    // The stream folded up to `until`, a position that is durable; null if it has no event by then.
    // Nothing if that is under way: `fetched` gives it one day, and until then it is not asked for
    // again.
    [[nodiscard]] virtual std::optional<SharedState> load(StreamId stream, Sequence until) = 0;
    // What has arrived since the last call, in any order. Whoever drives the engine lets it step
    // when there is something.
    [[nodiscard]] virtual std::vector<Fetched> fetched() = 0;
};

// The loader of an engine that reads its log through `history`, which outlives the loader.
using MakeLoader = std::function<std::unique_ptr<Loader>(History& history)>;

// Loads where it is asked, and so holds up the deciding thread: nothing is ever under way.
[[nodiscard]] std::unique_ptr<Loader> load_in_place(History& history);

}  // namespace kalends
