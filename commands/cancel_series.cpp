#include "commands/cancel_series.hpp"

#include "commands/run.hpp"
#include "commands/seating.hpp"

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
    // Two of them may have moved into one session, which closes with the last (rule T2).
    Run run{scope, now};
    for (const auto* booking : *open) {
        auto let_go = released(stream_of(booking->id), booking->when, run.scope());
        run.add(BookingCancelled{booking->id, std::move(let_go), {}});
    }
    for (auto& event : run.take_events()) events.push_back(std::move(event));
    return events;
}

}  // namespace kalends
