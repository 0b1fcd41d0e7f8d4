#include "commands/personal.hpp"

#include "commands/scope.hpp"
#include "domain/check.hpp"

namespace kalends {
namespace {

void take_slots(std::vector<SubjectMade>& subjects, Registrar& registrar) {
    for (auto& made : subjects) made.key = registrar.take_slot(made.subject);
}

// The slot of a subject that the command makes, or else of one that it named.
KeySlot slot_of(SubjectId subject, const Scope& scope, const Registrar& registrar) {
    if (const auto taken = registrar.slot_taken(subject)) return *taken;
    const Subject* known = scope.find(subject);
    ensure(known != nullptr, "a guest of a booking is a subject that exists");
    return known->key;
}

void seal(Sealed& sealed, const std::optional<Clear>& clear, KeySlot slot, std::string_view field,
          Registrar& registrar) {
    if (clear) sealed = registrar.seal(slot, field, *clear);
}

void seal_guests(std::vector<BookingGuest>& guests, const Personal& personal, const Scope& scope,
                 Registrar& registrar) {
    ensure(guests.size() == personal.guests.size(), "every guest has details, if only empty ones");
    for (std::size_t i = 0; i < guests.size(); ++i) {
        const auto field = "guests/" + std::to_string(i);
        const KeySlot slot = slot_of(guests[i].subject, scope, registrar);
        guests[i].details = registrar.seal(slot, field, personal.guests[i]);
    }
}

// What belongs to a booking as a whole is sealed under its first guest.
KeySlot first_guest_slot(BookingId id, const Scope& scope, const Registrar& registrar) {
    const Booking* booking = scope.find(id);
    ensure(booking != nullptr && !booking->guests.empty(), "a booking has a first guest");
    return slot_of(booking->guests.front(), scope, registrar);
}

// What is said of a host is sealed under the host's own subject.
KeySlot host_slot(HostId id, const Scope& scope, const Registrar& registrar) {
    const Host* host = scope.find(id);
    ensure(host != nullptr, "a host that changes exists");
    return slot_of(host->subject, scope, registrar);
}

void seal_reason(Sealed& sealed, BookingId booking, const Personal& personal, const Scope& scope,
                 Registrar& registrar) {
    if (!personal.reason) return;
    seal(sealed, personal.reason, first_guest_slot(booking, scope, registrar), "reason", registrar);
}

template <class WithDetails>
void seal_details(WithDetails& e, KeySlot slot, const Personal& personal, Registrar& registrar) {
    seal(e.answers, personal.answers, slot, "answers", registrar);
    seal(e.location, personal.location, slot, "location", registrar);
    seal(e.metadata, personal.metadata, slot, "metadata", registrar);
}

template <BookingStatus status>
void complete_made(BookingMade<status>& e, const Personal& personal, const Scope& scope,
                   Registrar& registrar) {
    e.reference = registrar.reference();
    e.token_key = registrar.token_key();
    take_slots(e.subjects, registrar);
    seal_guests(e.guests, personal, scope, registrar);
    seal_details(e, slot_of(e.guests.front().subject, scope, registrar), personal, registrar);
}

}  // namespace

// The guests of a series are made once, by the event that its bookings follow.
void complete(SeriesMade& e, const Personal&, const Scope&, Registrar& r) {
    take_slots(e.subjects, r);
}

void complete(BookingRequested& e, const Personal& personal, const Scope& scope, Registrar& r) {
    complete_made(e, personal, scope, r);
}

void complete(BookingConfirmed& e, const Personal& personal, const Scope& scope, Registrar& r) {
    complete_made(e, personal, scope, r);
}

void complete(BookingRejected& e, const Personal& personal, const Scope& scope, Registrar& r) {
    seal_reason(e.reason, e.booking, personal, scope, r);
}

void complete(BookingCancelled& e, const Personal& personal, const Scope& scope, Registrar& r) {
    seal_reason(e.reason, e.booking, personal, scope, r);
}

void complete(BookingRescheduled& e, const Personal& personal, const Scope& scope, Registrar& r) {
    seal_reason(e.reason, e.booking, personal, scope, r);
}

void complete(BookingReassigned& e, const Personal& personal, const Scope& scope, Registrar& r) {
    seal_reason(e.reason, e.booking, personal, scope, r);
}

void complete(BookingAmended& e, const Personal& personal, const Scope& scope, Registrar& r) {
    take_slots(e.subjects, r);
    if (e.guests) seal_guests(*e.guests, personal, scope, r);
    const KeySlot first = e.guests ? slot_of(e.guests->front().subject, scope, r)
                                   : first_guest_slot(e.booking, scope, r);
    seal_details(e, first, personal, r);
}

// Whoever holds with a key needs no token.
void complete(HoldMade& e, const Personal&, const Scope&, Registrar& r) {
    if (e.is_anonymous) e.token_key = r.token_key();
}

void complete(BookingNoShow& e, const Personal& personal, const Scope& scope, Registrar& r) {
    seal_reason(e.reason, e.booking, personal, scope, r);
}

void complete(BookingNoShowUndone& e, const Personal& personal, const Scope& scope, Registrar& r) {
    seal_reason(e.reason, e.booking, personal, scope, r);
}

void complete(HostCreated& e, const Personal& personal, const Scope&, Registrar& r) {
    e.subject.key = r.take_slot(e.subject.subject);
    seal(e.details, personal.host_details, e.subject.key, "details", r);
}

void complete(HostChanged& e, const Personal& personal, const Scope& scope, Registrar& r) {
    if (!personal.host_details) return;
    seal(e.details, personal.host_details, host_slot(e.host, scope, r), "details", r);
}

void complete(AbsenceAdded& e, const Personal& personal, const Scope& scope, Registrar& r) {
    if (!personal.note) return;
    seal(e.note, personal.note, host_slot(e.host, scope, r), "note", r);
}

}  // namespace kalends
