#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace kalends::testing {

// What a comparison has looked at, for whoever asks whether it was worth something.
struct Looked {
    std::size_t rows = 0;
    std::size_t rows_of_hosts = 0;
    std::size_t rows_of_revenue = 0;
    std::size_t open_minutes = 0;
    std::size_t restarts = 0;
    // Of the histories: what came of bookings, and where they were booked or moved to.
    std::size_t moved = 0;
    std::size_t cancelled = 0;
    std::size_t rejected = 0;
    std::size_t expired = 0;
    std::size_t completed = 0;
    std::size_t missed = 0;
    std::size_t not_missed = 0;
    std::size_t of_several_hosts = 0;
    std::size_t on_two_dates = 0;               // by the clocks of their hosts
    std::size_t behind_a_change_of_clocks = 0;  // in their zone, seen from when that was done
};

// A random history of so many steps, followed by a view that is committed and killed at any moment.
// The first answer that differs from the recount, as a sentence for people; nothing if none does.
[[nodiscard]] std::optional<std::string> disagreement(std::uint64_t seed, int steps,
                                                      Looked& looked);

}  // namespace kalends::testing
