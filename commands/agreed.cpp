#include "commands/agreed.hpp"

#include <utility>

#include "commands/guests.hpp"
#include "commands/seating.hpp"

namespace kalends {
namespace {

// Its seats are the booking's where that is in the same session, which so stays open.
HoldTaken taken(const Hold& hold, const BookedTime& when, const Scope& scope) {
    const bool stays =
        hold.when.seats && when.seats && hold.when.seats->session == when.seats->session;
    return {hold.id, stays ? claimed(hold.when) : released(stream_of(hold.id), hold.when, scope)};
}

template <class Made>
Made made(const Book& c, const Hold* live, Agreed agreed, const Scope& scope) {
    Made event;
    event.booking = c.booking;
    event.meeting_type = c.meeting_type;
    event.type_revision = agreed.type_revision;
    event.when = std::move(agreed.claiming.when);
    event.party = c.party;
    event.guests = guests_of(c.guests);
    event.subjects = new_subjects(c.guests);
    event.overridden = std::move(agreed.claiming.overridden);
    if (live != nullptr) event.hold = taken(*live, event.when, scope);
    event.series = c.series;
    return event;
}

}  // namespace

Event booking_made(const Book& c, Agreed agreed, const Hold* live, const Scope& scope,
                   Instant now) {
    const Approval approval = agreed.approval;
    if (!approval.required) return made<BookingConfirmed>(c, live, std::move(agreed), scope);
    auto requested = made<BookingRequested>(c, live, std::move(agreed), scope);
    requested.expires_at = approval_deadline(approval, now, c.start);
    return requested;
}

}  // namespace kalends
