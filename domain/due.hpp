#pragma once

#include <optional>

#include "domain/event.hpp"

namespace kalends {

// From an event on, this stream falls due at `at`, or no longer does (rule C3).
struct DueChange {
    StreamId stream;
    std::optional<Instant> at;

    bool operator==(const DueChange&) const = default;
};

// What an event changes about what is due; nothing for most.
[[nodiscard]] std::optional<DueChange> due_change(const Event& event);

}  // namespace kalends
