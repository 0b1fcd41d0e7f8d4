#include "commands/covered_bookings.hpp"

#include "domain/bounds.hpp"

namespace kalends {

CoveredBookings covered_bookings(const Host& host, const TakenTime& time, Instant now) {
    if (time.is_empty()) return {};
    CoveredBookings covered;
    TakenTime::Cursor taken{&time};
    const Interval whole{time.intervals().front().start, time.intervals().back().end};
    host.calendar.visit_overlapping(whole, [&](const Claim& claim) {
        const bool is_booking = claim.holder.kind == StreamKind::booking && claim.is_live(now);
        if (!is_booking || !taken.overlaps(claim.window)) return true;
        if (covered.named.size() < covered_bookings_named_max) {
            covered.named.push_back(BookingId{claim.holder.id});
        } else {
            ++covered.more;
        }
        return true;
    });
    return covered;
}

}  // namespace kalends
