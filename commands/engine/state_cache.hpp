#pragma once

#include <cstddef>
#include <list>
#include <unordered_map>
#include <utility>

#include "domain/state.hpp"

namespace kalends {

// States by stream, of bounded bytes: the least recently used go first. A stream that does not
// exist is remembered too, as null. For one thread.
class StateCache {
  public:
    explicit StateCache(std::size_t bytes_max) : bytes_max_{bytes_max} {}

    // Null if the stream is not here; else what is known of it.
    [[nodiscard]] const SharedState* find(StreamId stream);
    // In place of an earlier one, if there is one.
    void put(StreamId stream, SharedState state);

    [[nodiscard]] std::size_t size() const { return entries_.size(); }
    [[nodiscard]] std::size_t bytes() const { return bytes_; }

  private:
    struct Entry {
        StreamId stream;
        SharedState state;
        std::size_t bytes;
    };
    using Entries = std::list<Entry>;

    [[nodiscard]] static std::size_t bytes_after(const Entry& before, const SharedState& state);
    void drop(Entries::iterator entry);

    std::size_t bytes_max_;
    std::size_t bytes_ = 0;
    Entries by_use_;  // The most recently used first.
    std::unordered_map<StreamId, Entries::iterator> entries_;
};

// What an entry with this state takes up. Pieces that states share count in each.
[[nodiscard]] std::size_t bytes_of(const SharedState& state);

}  // namespace kalends
