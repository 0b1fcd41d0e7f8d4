#include "commands/covered_bookings.hpp"

#include <set>
#include <utility>

#include "domain/bounds.hpp"

namespace kalends {
namespace {

bool is_booking(const Claim& claim, Instant now) {
    return claim.holder.kind == StreamKind::booking && claim.is_live(now);
}

void note(CoveredBookings& covered, BookingId booking) {
    if (covered.named.size() < covered_bookings_named_max) {
        covered.named.push_back(booking);
    } else {
        ++covered.more;
    }
}

// Calls `visit(claim)` for each booking of the host that is not over.
template <class Visit>
void visit_standing(const Host& host, Instant now, Visit visit) {
    host.calendar.visit_overlapping({now, Instant::max()}, [&](const Claim& claim) {
        if (is_booking(claim, now) && now < claim.time.end) visit(claim);
        return true;
    });
}

}  // namespace

CoveredBookings covered_bookings(const Host& host, const TakenTime& time, Instant now) {
    if (time.is_empty()) return {};
    CoveredBookings covered;
    TakenTime::Cursor taken{&time};
    const Interval whole{time.intervals().front().start, time.intervals().back().end};
    host.calendar.visit_overlapping(whole, [&](const Claim& claim) {
        if (is_booking(claim, now) && taken.overlaps(claim.window)) {
            note(covered, BookingId{claim.holder.id});
        }
        return true;
    });
    return covered;
}

CoveredBookings standing_bookings(const Host& host, Instant now) {
    CoveredBookings standing;
    visit_standing(host, now,
                   [&standing](const Claim& claim) { note(standing, BookingId{claim.holder.id}); });
    return standing;
}

CoveredBookings standing_bookings(MeetingTypeId type, const std::vector<const Host*>& hosts,
                                  Instant now) {
    std::set<std::pair<Instant, BookingId>> in_order;
    for (const auto* host : hosts) {
        visit_standing(*host, now, [&](const Claim& claim) {
            if (claim.meeting_type != type) return;
            in_order.emplace(claim.time.start, BookingId{claim.holder.id});
        });
    }
    CoveredBookings standing;
    for (const auto& [start, booking] : in_order) note(standing, booking);
    return standing;
}

}  // namespace kalends
