#pragma once

#include <cstddef>
#include <cstdint>

#include "domain/stream.hpp"
#include "eventstore/randomness.hpp"

namespace kalends {

// Where streams stand in a table that many callers' ids go into. Callers choose ids, so where one
// stands must not be foreseen: ids that all wanted one seat would be searched from end to end. Two
// multiplications, for it is asked for each stream of each command.
class SeededHash {
  public:
    // The seed is drawn here; copies share it.
    explicit SeededHash(Randomness& randomness)
        : for_high_{randomness.next()},
          for_low_{randomness.next()},
          for_mixed_{randomness.next()},
          for_kind_{randomness.next()} {}

    [[nodiscard]] std::size_t operator()(const StreamId& stream) const noexcept {
        const auto mixed = fold(stream.id.high ^ for_high_, stream.id.low ^ for_low_);
        return fold(mixed ^ for_mixed_, for_kind_ + static_cast<std::uint64_t>(stream.kind));
    }

  private:
    // Both halves of the product, so that every bit of either factor moves the low ones.
    [[nodiscard]] static std::uint64_t fold(std::uint64_t a, std::uint64_t b) noexcept {
        __extension__ typedef unsigned __int128 Wide;
        const Wide product = static_cast<Wide>(a) * b;
        return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
    }

    std::uint64_t for_high_;
    std::uint64_t for_low_;
    std::uint64_t for_mixed_;
    std::uint64_t for_kind_;
};

}  // namespace kalends
