#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "domain/state.hpp"
#include "eventstore/seeded_hash.hpp"

namespace kalends {

// States by stream, of bounded bytes: the least recently used go first. Only of streams that exist:
// ids that callers made up would push the others out. For one thread.
//
// Each booking adds entries and looks for others, so they stand in two blocks of memory: an
// allocation and a chain to follow for each would cost more than the decision.
class StateCache {
  public:
    StateCache(std::size_t bytes_max, const SeededHash& hash)
        : hash_{hash}, bytes_max_{bytes_max} {}

    // Null if the stream is not here; else what is known of it, until the next `put`.
    [[nodiscard]] const SharedState* find(StreamId stream);
    // In place of an earlier one, if there is one. Not null.
    void put(StreamId stream, SharedState state);

    [[nodiscard]] std::size_t size() const { return entries_.size(); }
    [[nodiscard]] std::size_t bytes() const { return bytes_; }
    // How many seats the longest search passes. Looks at every entry.
    [[nodiscard]] std::size_t longest_search() const;

  private:
    using Place = std::uint32_t;
    static constexpr Place none = ~Place{0};

    struct Entry {
        StreamId stream;
        SharedState state;
        std::size_t bytes = 0;
        Place newer = none;  // those used next after it and next before it
        Place older = none;
    };

    [[nodiscard]] static std::size_t bytes_after(const Entry& before, const SharedState& state);
    [[nodiscard]] std::size_t seat_of(StreamId stream) const;
    [[nodiscard]] std::size_t wanted_seat(StreamId stream) const;
    Entry& entry_of(StreamId stream);
    void grow();
    void vacate(std::size_t seat);
    void link_as_newest(Place place);
    void unlink(Place place);
    void use(Place place);
    void drop(Place place);

    SeededHash hash_;
    std::size_t bytes_max_;
    std::size_t bytes_ = 0;
    std::vector<Entry> entries_;  // in no order, without gaps
    std::vector<Place> table_;    // a power of two of seats, at most half of them taken
    Place newest_ = none;
    Place oldest_ = none;
};

// What an entry with this state takes up. Pieces that states share count in each.
[[nodiscard]] std::size_t bytes_of(const SharedState& state);

}  // namespace kalends
