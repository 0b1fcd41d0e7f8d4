#include "commands/personal.hpp"

#include <algorithm>

#include "commands/scope.hpp"
#include "domain/check.hpp"

namespace kalends {
namespace {

void take_slots(std::vector<SubjectMade>& subjects, Registrar& registrar) {
    for (auto& made : subjects) made.key = registrar.take_slot();
}

// The slot of a subject that the event makes, or else of one that the command named.
KeySlot slot_of(SubjectId subject, const std::vector<SubjectMade>& made, const Scope& scope) {
    const auto found = std::find_if(made.begin(), made.end(),
                                    [&](const SubjectMade& m) { return m.subject == subject; });
    if (found != made.end()) return found->key;
    const Subject* known = scope.find(subject);
    ensure(known != nullptr, "a guest of a booking is a subject that exists");
    return known->key;
}

void seal(Sealed& sealed, const std::optional<Clear>& clear, KeySlot slot, std::string_view field,
          Registrar& registrar) {
    if (clear) sealed = registrar.seal(slot, field, *clear);
}

void seal_guests(std::vector<BookingGuest>& guests, const std::vector<SubjectMade>& made,
                 const Personal& personal, const Scope& scope, Registrar& registrar) {
    ensure(guests.size() == personal.guests.size(), "every guest has details, if only empty ones");
    for (std::size_t i = 0; i < guests.size(); ++i) {
        const auto field = "guests/" + std::to_string(i);
        const KeySlot slot = slot_of(guests[i].subject, made, scope);
        guests[i].details = registrar.seal(slot, field, personal.guests[i]);
    }
}

// What belongs to a booking as a whole is sealed under its first guest.
KeySlot first_guest_slot(BookingId id, const Scope& scope) {
    const Booking* booking = scope.find(id);
    ensure(booking != nullptr && !booking->guests.empty(), "a booking has a first guest");
    return slot_of(booking->guests.front(), {}, scope);
}

// What is said of a host is sealed under the host's own subject.
KeySlot host_slot(HostId id, const Scope& scope) {
    const Host* host = scope.find(id);
    ensure(host != nullptr, "a host that changes exists");
    return slot_of(host->subject, {}, scope);
}

void seal_reason(Sealed& sealed, BookingId booking, const Personal& personal, const Scope& scope,
                 Registrar& registrar) {
    if (!personal.reason) return;
    seal(sealed, personal.reason, first_guest_slot(booking, scope), "reason", registrar);
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
    seal_guests(e.guests, e.subjects, personal, scope, registrar);
    seal_details(e, slot_of(e.guests.front().subject, e.subjects, scope), personal, registrar);
}

}  // namespace

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
    if (e.guests) seal_guests(*e.guests, e.subjects, personal, scope, r);
    const KeySlot first = e.guests ? slot_of(e.guests->front().subject, e.subjects, scope)
                                   : first_guest_slot(e.booking, scope);
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
    e.subject.key = r.take_slot();
    seal(e.details, personal.host_details, e.subject.key, "details", r);
}

void complete(HostChanged& e, const Personal& personal, const Scope& scope, Registrar& r) {
    if (!personal.host_details) return;
    seal(e.details, personal.host_details, host_slot(e.host, scope), "details", r);
}

void complete(AbsenceAdded& e, const Personal& personal, const Scope& scope, Registrar& r) {
    if (!personal.note) return;
    seal(e.note, personal.note, host_slot(e.host, scope), "note", r);
}

}  // namespace kalends
