#include "commands/cancel_series.hpp"

namespace kalends {

void needs(const CancelSeries& c, Scope& scope) {
    want_series(c.occurrences.series, scope);
}

Decision decide(const CancelSeries& c, const Scope& scope, Instant now) {
    const auto open = open_occurrences(c.occurrences, scope, now);
    if (!open) return open.error();

    SeriesCancelled cancelled{c.occurrences.series, c.occurrences.scope, {}};
    for (const auto* booking : *open) cancelled.bookings.push_back(booking->id);
    Events events{std::move(cancelled)};
    for (const auto* booking : *open) {
        events.push_back(BookingCancelled{booking->id, claimed(booking->when), {}});
    }
    return events;
}

}  // namespace kalends
