#include "domain/availability/away.hpp"

#include <algorithm>

namespace kalends {

Away::Away(const Host& host)
    : absent_{host.absences ? &host.absences->taken() : nullptr},
      busy_{host.busy ? &host.busy->taken() : nullptr} {
    is_clear_ = !host.busy && !host.absences;
    if (!host.busy) return;
    is_closed_ = std::ranges::any_of(host.busy->sources(), [](const auto& named) {
        return named.second.standing == SourceStanding::closed;
    });
}

Away::Away(const Host& host, const LastReads& reads, Instant now) : Away{host} {
    if (!host.busy || is_closed_) return;
    is_closed_ = std::ranges::any_of(host.busy->sources(), [&](const auto& named) {
        const auto& [name, source] = named;
        const Instant read_at = reads.read_at(host.id, name, source);
        return standing_at(source, read_at, now) == SourceStanding::closed;
    });
}

Reasons Away::reasons_there(Interval window) {
    Reasons reasons;
    const bool is_closed = is_closed_ && !planted(PlantedBug::closed_source_ignored);
    if (is_closed) reasons.add(Rejection::source_stale);
    if (absent_.overlaps(window)) reasons.add(Rejection::absent);
    const bool is_busy = busy_.overlaps(window) && !planted(PlantedBug::busy_time_not_asked);
    if (is_busy) reasons.add(Rejection::busy);
    return reasons;
}

}  // namespace kalends
