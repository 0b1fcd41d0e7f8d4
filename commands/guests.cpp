#include "commands/guests.hpp"

#include <algorithm>

#include "commands/decision.hpp"

namespace kalends {
namespace {

std::string field_of_guest(std::size_t guest) {
    return "/guests/" + std::to_string(guest) + "/guest_id";
}

}  // namespace

void want_guests(const std::vector<GuestAsked>& guests, Scope& scope) {
    ensure(!guests.empty(), "a booking has at least one guest");
    for (const auto& guest : guests) {
        if (guest.is_known) {
            scope.want(guest.subject);
        } else {
            scope.make(guest.subject);
        }
    }
}

std::optional<Refusal> check_guests_exist(const std::vector<GuestAsked>& guests,
                                          const Scope& scope) {
    for (std::size_t i = 0; i < guests.size(); ++i) {
        if (guests[i].is_known && scope.find(guests[i].subject) == nullptr) {
            return refuse(Rejection::not_found, field_of_guest(i));
        }
    }
    return std::nullopt;
}

bool names_nobody(const std::vector<GuestAsked>& guests) {
    return std::none_of(guests.begin(), guests.end(), [](const auto& g) { return g.is_known; });
}

std::optional<Refusal> check_guests_kept(const std::vector<GuestAsked>& guests,
                                         const Scope& scope) {
    for (std::size_t i = 0; i < guests.size(); ++i) {
        const Subject* known = scope.find(guests[i].subject);
        if (known != nullptr && known->is_erased)
            return refuse(Rejection::erased, field_of_guest(i));
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
