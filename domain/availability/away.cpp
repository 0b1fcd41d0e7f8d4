#include "domain/availability/away.hpp"

#include <algorithm>

namespace kalends {

Away::Away(const Host& host)
    : absent_{host.absences ? &host.absences->taken() : nullptr},
      busy_{host.busy ? &host.busy->taken() : nullptr} {
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

}  // namespace kalends
