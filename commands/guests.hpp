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

// A new guest must not exist yet, or the key of whoever has that id would be lost; a known one must
// not be erased. Asked once they are known to exist.
[[nodiscard]] std::optional<Refusal> check_guests_usable(const std::vector<GuestAsked>& guests,
                                                         const Scope& scope);

// What the event says of them: their seals are still empty.
[[nodiscard]] std::vector<BookingGuest> guests_of(const std::vector<GuestAsked>& guests);
[[nodiscard]] std::vector<SubjectMade> new_subjects(const std::vector<GuestAsked>& guests);

}  // namespace kalends
