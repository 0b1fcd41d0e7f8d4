#include "commands/guests.hpp"

#include "commands/decision.hpp"

namespace kalends {

void want_guests(const std::vector<GuestAsked>& guests, Scope& scope) {
    for (const auto& guest : guests) {
        if (guest.is_known) {
            scope.want(guest.subject);
        } else {
            scope.make(guest.subject);
        }
    }
}

std::optional<Refusal> check_guests(const std::vector<GuestAsked>& guests, const Scope& scope) {
    for (std::size_t i = 0; i < guests.size(); ++i) {
        if (!guests[i].is_known) continue;
        const auto field = "/guests/" + std::to_string(i) + "/guest_id";
        const Subject* subject = scope.find(guests[i].subject);
        if (subject == nullptr) return refuse(Rejection::not_found, field);
        if (subject->is_erased) return refuse(Rejection::erased, field);
    }
    return std::nullopt;
}

std::vector<BookingGuest> guests_of(const std::vector<GuestAsked>& asked) {
    std::vector<BookingGuest> guests;
    guests.reserve(asked.size());
    for (const auto& guest : asked) guests.push_back({guest.subject, guest.zone, {}});
    return guests;
}

std::vector<SubjectMade> new_subjects(const std::vector<GuestAsked>& guests) {
    std::vector<SubjectMade> made;
    for (const auto& guest : guests) {
        if (!guest.is_known) made.push_back({guest.subject, KeySlot{}});
    }
    return made;
}

}  // namespace kalends
