#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "commands/book.hpp"
#include "domain/recurrence/recurrence.hpp"

namespace kalends {

// Slots are taken by a recurrence rule: all of them or, if what is refused may be left out, those
// that can be had (rule C4). The ids of bookings and of the sessions that they may open (rule T2),
// one for each occurrence that there can be, are made by the edge.
struct BookSeries {
    static constexpr std::string_view name = "book-series";

    SeriesId series;
    std::string rule;  // RFC 5545
    bool skips_refused = false;
    std::vector<BookingId> bookings;
    std::vector<SessionId> sessions;
    Book each;  // the first occurrence, and what all have in common; without a hold
};

[[nodiscard]] inline StreamId target(const BookSeries& c) {
    return stream_of(c.series);
}
void needs(const BookSeries&, Scope&);
[[nodiscard]] Decision decide(const BookSeries&, const Scope&, Instant now);

}  // namespace kalends
