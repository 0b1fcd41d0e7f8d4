#pragma once

#include <optional>
#include <vector>

#include "commands/personal.hpp"
#include "commands/scope.hpp"
#include "domain/rejection.hpp"

namespace kalends {

// The guests as streams that a command needs, known or new. There is at least one.
void want_guests(const std::vector<GuestAsked>& guests, Scope& scope);

// Every known guest must exist; the refusal points at the first that does not.
[[nodiscard]] std::optional<Refusal> check_guests_exist(const std::vector<GuestAsked>& guests,
                                                        const Scope& scope);

// A stranger cannot speak for a person whom the organisation knows.
[[nodiscard]] bool names_nobody(const std::vector<GuestAsked>& guests);

// None of them may have been erased: their key is gone. Asked once they are known to exist.
[[nodiscard]] std::optional<Refusal> check_guests_kept(const std::vector<GuestAsked>& guests,
                                                       const Scope& scope);

// What the event says of them: their seals are still empty.
[[nodiscard]] std::vector<BookingGuest> guests_of(const std::vector<GuestAsked>& guests);
[[nodiscard]] std::vector<SubjectMade> new_subjects(const std::vector<GuestAsked>& guests);

}  // namespace kalends
