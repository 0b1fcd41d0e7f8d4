#pragma once

#include "domain/id.hpp"
#include "domain/planted_bugs.hpp"
#include "domain/time.hpp"
#include "eventstore/randomness.hpp"

namespace kalends {

// 48 bits of milliseconds and 80 of chance: ids made later sort later. `now` is not before 1970.
template <class SomeId>
[[nodiscard]] SomeId new_id(Instant now, Randomness& randomness) {
    const auto milliseconds = static_cast<std::uint64_t>(now.time_since_epoch().count());
    const std::uint64_t high = (milliseconds << 16) | (randomness.next() & 0xffff);
    if (planted(PlantedBug::ids_not_of_the_seed)) {
        static std::uint64_t made = 0;
        return SomeId{IdBits{high, ++made}};
    }
    return SomeId{IdBits{high, randomness.next()}};
}

}  // namespace kalends
