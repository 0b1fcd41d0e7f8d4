#include "commands/agreed.hpp"

#include <utility>

#include "commands/guests.hpp"

namespace kalends {
namespace {

template <class Made>
Made made(const Book& c, const Hold* live, Agreed agreed) {
    Made event;
    event.booking = c.booking;
    event.meeting_type = c.meeting_type;
    event.type_revision = agreed.type_revision;
    event.when = std::move(agreed.claiming.when);
    event.party = c.party;
    event.guests = guests_of(c.guests);
    event.subjects = new_subjects(c.guests);
    event.overridden = std::move(agreed.claiming.overridden);
    if (live != nullptr) event.hold = HoldTaken{live->id, claimed(live->when)};
    event.series = c.series;
    return event;
}

}  // namespace

Event booking_made(const Book& c, Agreed agreed, const Hold* live, Instant now) {
    const Approval approval = agreed.approval;
    if (!approval.required) return made<BookingConfirmed>(c, live, std::move(agreed));
    auto requested = made<BookingRequested>(c, live, std::move(agreed));
    requested.expires_at = approval_deadline(approval, now, c.start);
    return requested;
}

}  // namespace kalends
