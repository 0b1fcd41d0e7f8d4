#include "commands/moving.hpp"

#include <algorithm>

#include "commands/booking_guards.hpp"
#include "commands/seating.hpp"

namespace kalends {
namespace {

// A booking that waits has the type's minutes from its request on, its new start at the latest; no
// move makes them fewer than they were. One that must be approved anew has them from now on, as has
// one that had none only because it had begun.
std::optional<Instant> deadline(const Booking& booking, const Approval& approval, bool asks_anew,
                                Instant now, Instant start) {
    const bool waits = booking.status == BookingStatus::pending;
    const bool had_begun = booking.when.time.start <= now;
    if (asks_anew || (waits && !booking.expires_at && had_begun)) {
        return approval_deadline(approval, now, start);
    }
    if (!booking.expires_at || !approval.deadline || start <= now) return std::nullopt;
    const Instant due = booking.requested_at + *approval.deadline;
    return std::min(std::max(*booking.expires_at, due), start);
}

// A booking keeps its party when it moves: nobody asked for one, or can be told of a smaller one.
Refusal about_start(Refusal refusal) {
    if (refusal.field != "/start") refusal.detail.clear();
    refusal.field = "/start";
    return refusal;
}

}  // namespace

BookingRescheduled moved_to(const Booking& booking, const MeetingType& type, Claiming claiming,
                            ClaimedTime released, Instant now) {
    const Approval& approval = type.terms->approval;
    const bool asks_anew = booking.status == BookingStatus::confirmed && approval.required &&
                           approval.again_when_rescheduled;
    BookingRescheduled moved;
    moved.booking = booking.id;
    moved.meeting_type = booking.meeting_type;
    moved.type_revision = type.revision;
    moved.released = std::move(released);
    moved.when = std::move(claiming.when);
    moved.status = asks_anew ? BookingStatus::pending : booking.status;
    moved.expires_at = deadline(booking, approval, asks_anew, now, moved.when.time.start);
    moved.overridden = std::move(claiming.overridden);
    return moved;
}

Result<BookingRescheduled, Refusal> move_booking(const Booking& booking, const MeetingType& type,
                                                 const StartAsked& asked, const Scope& scope,
                                                 Instant now) {
    auto claiming = claim_start(type, asked, scope, now);
    if (!claiming) return about_start(claiming.error());
    if (const auto refusal = check_revisions(booking)) return *refusal;
    return moved_to(booking, type, *std::move(claiming),
                    released(stream_of(booking.id), booking.when, scope), now);
}

}  // namespace kalends
