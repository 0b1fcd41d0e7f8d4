#include "domain/booking.hpp"

#include <utility>

#include "domain/check.hpp"

namespace kalends {
namespace {

// Each change of the booking's own fields is a revision that clients see, and one that calendars
// see.
void touch(Booking& booking, const Recorded& at) {
    ++booking.revision;
    ++booking.calendar_sequence;
    booking.updated_at = at.time;
}

void note(Revision& place, const Sealed& sealed, const Recorded& at) {
    if (!sealed.is_absent()) place = at.revision;
}

// Why the last of these was done; whoever gives no reason takes none over from before.
void note_reason(Booking& booking, const Sealed& sealed, const Recorded& at) {
    booking.sealed_at.reason = sealed.is_absent() ? Revision{} : at.revision;
}

void set_guests(Booking& booking, const std::vector<BookingGuest>& guests, const Recorded& at) {
    booking.guests.clear();
    for (const auto& guest : guests) booking.guests.push_back(guest.subject);
    booking.sealed_at.guests = at.revision;
}

template <BookingStatus status>
Booking made(Booking booking, const BookingMade<status>& e, const Recorded& at) {
    booking.id = e.booking;
    booking.reference = e.reference;
    booking.status = status;
    booking.meeting_type = e.meeting_type;
    booking.type_revision = e.type_revision;
    booking.answers_revision = e.type_revision;
    booking.when = e.when;
    booking.party = e.party;
    set_guests(booking, e.guests, at);
    note(booking.sealed_at.answers, e.answers, at);
    note(booking.sealed_at.location, e.location, at);
    note(booking.sealed_at.metadata, e.metadata, at);
    booking.expires_at = e.expires_at;
    booking.revision = 1;
    booking.created_at = at.time;
    booking.updated_at = at.time;
    booking.token_key = e.token_key;
    booking.made_by = at.event;
    booking.series = e.series;
    if (status == BookingStatus::pending) booking.requested_at = at.time;
    return booking;
}

Booking ended(Booking booking, BookingStatus status, const Recorded& at) {
    booking.status = status;
    booking.expires_at.reset();
    touch(booking, at);
    return booking;
}

}  // namespace

std::string_view name_of(BookingStatus status) {
    switch (status) {
        case BookingStatus::pending:
            return "pending";
        case BookingStatus::confirmed:
            return "confirmed";
        case BookingStatus::cancelled:
            return "cancelled";
        case BookingStatus::rejected:
            return "rejected";
        case BookingStatus::expired:
            return "expired";
        case BookingStatus::completed:
            return "completed";
        case BookingStatus::no_show:
            return "no_show";
    }
    broken("every status has a name");
}

Booking evolve(Booking booking, const BookingRequested& e, const Recorded& at) {
    return made(std::move(booking), e, at);
}

Booking evolve(Booking booking, const BookingConfirmed& e, const Recorded& at) {
    return made(std::move(booking), e, at);
}

Booking evolve(Booking booking, const BookingApproved&, const Recorded& at) {
    return ended(std::move(booking), BookingStatus::confirmed, at);
}

Booking evolve(Booking booking, const BookingRejected& e, const Recorded& at) {
    note_reason(booking, e.reason, at);
    return ended(std::move(booking), BookingStatus::rejected, at);
}

Booking evolve(Booking booking, const BookingCancelled& e, const Recorded& at) {
    note_reason(booking, e.reason, at);
    return ended(std::move(booking), BookingStatus::cancelled, at);
}

Booking evolve(Booking booking, const BookingExpired&, const Recorded& at) {
    return ended(std::move(booking), BookingStatus::expired, at);
}

Booking evolve(Booking booking, const BookingRescheduled& e, const Recorded& at) {
    booking.type_revision = e.type_revision;
    booking.when = e.when;
    const bool asks_anew = booking.status != e.status && e.status == BookingStatus::pending;
    if (asks_anew) booking.requested_at = at.time;
    booking.status = e.status;
    booking.expires_at = e.expires_at;
    note_reason(booking, e.reason, at);
    touch(booking, at);
    return booking;
}

Booking evolve(Booking booking, const BookingReassigned& e, const Recorded& at) {
    booking.when = e.when;
    note_reason(booking, e.reason, at);
    touch(booking, at);
    return booking;
}

Booking evolve(Booking booking, const BookingAmended& e, const Recorded& at) {
    if (e.guests) set_guests(booking, *e.guests, at);
    if (e.type_revision) booking.answers_revision = *e.type_revision;
    note(booking.sealed_at.answers, e.answers, at);
    note(booking.sealed_at.location, e.location, at);
    note(booking.sealed_at.metadata, e.metadata, at);
    touch(booking, at);
    return booking;
}

Booking evolve(Booking booking, const BookingCompleted&, const Recorded& at) {
    return ended(std::move(booking), BookingStatus::completed, at);
}

Booking evolve(Booking booking, const BookingNoShow& e, const Recorded& at) {
    note_reason(booking, e.reason, at);
    return ended(std::move(booking), BookingStatus::no_show, at);
}

Booking evolve(Booking booking, const BookingNoShowUndone& e, const Recorded& at) {
    note_reason(booking, e.reason, at);
    return ended(std::move(booking), BookingStatus::confirmed, at);
}

}  // namespace kalends
