#include "tests/sim/traffic.hpp"

namespace kalends::sim {

Command Traffic::book_series(Instant now) {
    const auto count = 2 + chance_.below(4);
    BookSeries series;
    series.series = new_id<SeriesId>();
    series.rule =
        (chance_.one_in(4) ? "FREQ=WEEKLY;COUNT=" : "FREQ=DAILY;COUNT=") + std::to_string(count);
    series.skips_refused = !chance_.one_in(3);
    for (std::uint64_t i = 0; i < count; ++i) {
        series.bookings.push_back(new_id<BookingId>());
        series.sessions.push_back(new_id<SessionId>());
    }
    series.each = std::get<Book>(book(now));
    return series;
}

// Most are moved by hours, so that one occurrence comes where another was only now and then.
Command Traffic::with_series(Instant now) {
    if (series_.empty() || chance_.one_in(2)) return book_series(now);
    const auto& known = recent(series_, 6);
    OccurrencesAsked asked{known.id, static_cast<SeriesScope>(chance_.below(3)),
                           any(known.bookings)};
    if (chance_.one_in(3)) {
        CancelSeries cancel{asked, {}};
        if (asked.scope == SeriesScope::all) cancel.occurrences.named = {};
        if (chance_.one_in(2)) cancel.personal.reason = personal();
        return cancel;
    }
    RescheduleSeries move{asked, start(now), {}, {}, {}};
    for (std::size_t i = 0; i < known.bookings.size(); ++i) {
        move.sessions.push_back(new_id<SessionId>());
    }
    if (chance_.one_in(3)) move.personal.reason = personal();
    return move;
}

// Most of those that are named were never opened, since their claims joined others or took no
// seats.
Command Traffic::with_session(Instant now) {
    const auto session = recent(sessions_, 30);
    if (chance_.one_in(3)) return CancelSession{session, {}};
    RescheduleSession move{session, start(now), {}, {}};
    if (chance_.one_in(3)) move.personal.reason = personal();
    return move;
}

}  // namespace kalends::sim
