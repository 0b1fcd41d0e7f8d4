#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "eventstore/keyed_hash.hpp"

namespace kalends {

// A Bloom filter of the idempotency keys used so far, so that a new one needs no look-up on disk,
// which costs more than deciding a booking. Says "maybe" of every key added, and of about one in
// a hundred others up to a key for each 10 bits; beyond that, of more, which costs only time.
class KnownKeys {
  public:
    // Takes up all of its bytes at once.
    explicit KnownKeys(std::size_t bytes);

    void add(const KeyedDigest& key);
    [[nodiscard]] bool may_hold(const KeyedDigest& key) const;

  private:
    // Eight words, a cache line: all the bits of a key lie in one.
    struct Line {
        std::uint64_t words[8] = {};
    };

    [[nodiscard]] static std::uint64_t half(const KeyedDigest& key, std::size_t from);
    [[nodiscard]] std::size_t line_of(const KeyedDigest& key) const;

    std::vector<Line> lines_;
};

}  // namespace kalends
