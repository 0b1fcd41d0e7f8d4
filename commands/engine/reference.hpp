#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "domain/position.hpp"
#include "eventstore/keyed_hash.hpp"

namespace kalends {

// The short name of a booking for people: a keyed permutation of the position of the event that
// made it, in Crockford's base 32, eight digits while positions are small and twelve afterwards.
// Unique without a look-up, not guessable from another one, and it leads back to the event.
[[nodiscard]] std::string make_reference(const SecretKey& key, Position position);

// As `make_reference` writes the digits of this text: dashes and case do not matter, and I, L and O
// read as 1, 1 and 0. Nothing for a text that no reference can be.
[[nodiscard]] std::optional<std::string> canonical_reference(std::string_view text);

// The position that a reference was made of under this key; nothing for a text that no reference
// can be. A reference made under another key gives a position that means nothing, and twelve digits
// may give one that has a reference of eight: whoever looks something up compares the canonical
// form with the reference that stands there.
[[nodiscard]] std::optional<Position> read_reference(const SecretKey& key, std::string_view text);

}  // namespace kalends
