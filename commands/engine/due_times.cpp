#include "commands/engine/due_times.hpp"

namespace kalends {

std::optional<Instant> DueTimes::apply(const DueChange& change) {
    std::optional<Instant> before;
    if (const auto found = at_.find(change.stream); found != at_.end()) {
        before = found->second;
        in_order_.erase({found->second, change.stream});
        at_.erase(found);
    }
    if (change.at) {
        in_order_.emplace(*change.at, change.stream);
        at_.emplace(change.stream, *change.at);
    }
    return before;
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
