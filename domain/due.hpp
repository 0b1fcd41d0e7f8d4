#pragma once

#include <optional>
#include <vector>

#include "domain/event.hpp"

namespace kalends {

// From an event on, this stream falls due at `at`, or no longer does (rule C3).
struct DueChange {
    StreamId stream;
    std::optional<Instant> at;

    bool operator==(const DueChange&) const = default;
};

// What an event changes about what is due: nothing for most, and two streams where a booking stands
// in the place of a hold.
[[nodiscard]] std::vector<DueChange> due_changes(const Event& event);

}  // namespace kalends
