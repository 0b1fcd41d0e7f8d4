#include "commands/covered_bookings.hpp"

#include "domain/bounds.hpp"

namespace kalends {
namespace {

bool is_booking(const Claim& claim, Instant now) {
    return claim.holder.kind == StreamKind::booking && claim.is_live(now);
}

void note(CoveredBookings& covered, const Claim& claim) {
    if (covered.named.size() < covered_bookings_named_max) {
        covered.named.push_back(BookingId{claim.holder.id});
    } else {
        ++covered.more;
    }
}

}  // namespace

CoveredBookings covered_bookings(const Host& host, const TakenTime& time, Instant now) {
    if (time.is_empty()) return {};
    CoveredBookings covered;
    TakenTime::Cursor taken{&time};
    const Interval whole{time.intervals().front().start, time.intervals().back().end};
    host.calendar.visit_overlapping(whole, [&](const Claim& claim) {
        if (is_booking(claim, now) && taken.overlaps(claim.window)) note(covered, claim);
        return true;
    });
    return covered;
}

CoveredBookings standing_bookings(const Host& host, Instant now) {
    CoveredBookings standing;
    host.calendar.visit_overlapping({now, Instant::max()}, [&](const Claim& claim) {
        if (is_booking(claim, now) && now < claim.time.end) note(standing, claim);
        return true;
    });
    return standing;
}

}  // namespace kalends
