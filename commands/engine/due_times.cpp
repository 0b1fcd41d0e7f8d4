#include "commands/engine/due_times.hpp"

namespace kalends {

std::optional<Instant> DueTimes::apply(const DueChange& change) {
    std::optional<Instant> before;
    if (const auto found = at_.find(change.stream); found != at_.end()) {
        before = found->second.recorded;
        in_order_.erase({found->second.due, change.stream});
        at_.erase(found);
    }
    if (change.at) {
        in_order_.emplace(*change.at, change.stream);
        at_.emplace(change.stream, Times{*change.at, *change.at});
    }
    return before;
}

void DueTimes::postpone(StreamId stream, Instant until) {
    const auto found = at_.find(stream);
    if (found == at_.end()) return;
    in_order_.erase({found->second.due, stream});
    found->second.due = until;
    in_order_.emplace(until, stream);
}

std::optional<StreamId> DueTimes::first_due(Instant now) const {
    if (in_order_.empty() || in_order_.begin()->first > now) return std::nullopt;
    return in_order_.begin()->second;
}

std::optional<Instant> DueTimes::earliest() const {
    if (in_order_.empty()) return std::nullopt;
    return in_order_.begin()->first;
}

}  // namespace kalends
