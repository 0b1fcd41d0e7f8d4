#pragma once

#include <optional>
#include <vector>

#include "commands/personal.hpp"
#include "commands/scope.hpp"
#include "domain/rejection.hpp"

namespace kalends {

// Known guests are subjects that the command needs; new ones must not exist yet.
void want_guests(const std::vector<GuestAsked>& guests, Scope& scope);

// A known guest must exist and not be erased; the refusal points at the first that is not so.
[[nodiscard]] std::optional<Refusal> check_guests(const std::vector<GuestAsked>& guests,
                                                  const Scope& scope);

// What the event says of them: their seals are still empty.
[[nodiscard]] std::vector<BookingGuest> guests_of(const std::vector<GuestAsked>& guests);
[[nodiscard]] std::vector<SubjectMade> new_subjects(const std::vector<GuestAsked>& guests);

}  // namespace kalends
