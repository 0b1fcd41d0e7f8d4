#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "domain/booking.hpp"
#include "domain/id.hpp"
#include "schemas/resources/booking.hpp"

namespace kalends {

// What a search for text looks through, in the columns of the index of words.
struct Words {
    std::string guests;  // every text in the personal details of its guests
    std::string others;  // the reference, and every text in the other personal values

    bool operator==(const Words&) const = default;
};
[[nodiscard]] Words words_of(const Booking& booking, const OpenedBooking& opened);

// Every text in one guest's details.
[[nodiscard]] std::string words_of(const OpenedGuest& guest);

// The guest's e-mail address as addresses are compared; nothing if there is none, or it was erased.
[[nodiscard]] std::optional<std::string> address_of(const OpenedGuest& guest);
// Letters of ASCII in lower case: who may have another address by case alone is not for us to say.
[[nodiscard]] std::string compared_address(std::string_view address);

// What makes two guests one person: the address, or else the subject.
[[nodiscard]] std::string person_of(SubjectId subject, const OpenedGuest& guest);

// The word that marks an organisation's bookings in the index of words.
[[nodiscard]] std::string word_of(OrganisationId organisation);

// Whether a search for these words looks for anything: some word has a letter or digit.
[[nodiscard]] bool say_something(std::string_view words);

// The search, in FTS5's language, for bookings of an organisation in which every word begins some
// word of these columns; a single letter or digit must be the whole word. Words are parted by
// spaces, quotes and control characters; one without a letter or digit says nothing. Empty if no
// word remains.
[[nodiscard]] std::string match_of(OrganisationId organisation, std::string_view columns,
                                   std::string_view words);

}  // namespace kalends
