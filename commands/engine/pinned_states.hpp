#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <utility>

#include "domain/state.hpp"

namespace kalends {

// States that stay at hand whatever the cache evicts: those that parked commands have found, and
// those that are being loaded. Each is kept as the log last made it, so a state that was changed
// while it was under way is never replaced by what arrives. For one thread.
class PinnedStates {
  public:
    // Holds one stream for as long as it lives; the states outlive it.
    class Pin {
      public:
        Pin(PinnedStates& states, StreamId stream) : states_{&states}, stream_{stream} {}
        Pin(Pin&& other) noexcept
            : states_{std::exchange(other.states_, nullptr)}, stream_{other.stream_} {}
        Pin& operator=(Pin&& other) noexcept {
            std::swap(states_, other.states_);
            std::swap(stream_, other.stream_);
            return *this;
        }
        ~Pin() {
            if (states_ != nullptr) states_->unpin(stream_);
        }

      private:
        PinnedStates* states_;
        StreamId stream_;
    };

    [[nodiscard]] Pin pin(StreamId stream);
    // Takes the state that a stream has in the log. Nothing is kept of one that nobody holds.
    void note(StreamId stream, const SharedState& state);
    // Null if none is kept; else what is known of the stream.
    [[nodiscard]] const SharedState* find(StreamId stream) const;

    // From here on its load is under way.
    void await(StreamId stream) { held_[stream].is_under_way = true; }
    [[nodiscard]] bool is_under_way(StreamId stream) const;
    // It has arrived. Gives the state as the log has it: what arrived, or a later one.
    [[nodiscard]] SharedState arrive(StreamId stream, SharedState loaded);

    // How many streams are held.
    [[nodiscard]] std::size_t size() const { return held_.size(); }

  private:
    struct Held {
        std::size_t pins = 0;
        bool is_under_way = false;
        std::optional<SharedState> state;
    };
    using HeldStreams = std::map<StreamId, Held>;

    void unpin(StreamId stream);
    void drop_if_free(HeldStreams::iterator held);

    HeldStreams held_;
};

}  // namespace kalends
