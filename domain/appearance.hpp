#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kalends {

// Where a meeting takes place.
enum class LocationKind : std::uint8_t { in_person, phone, video, guest_place, other };
[[nodiscard]] std::string_view name_of(LocationKind kind);

// `details` say more: an address, a number, a link; empty if there is nothing to add. Those of a
// video meeting are a web address, those of one at the guest's place are the guest's to give.
struct Location {
    LocationKind kind{};
    std::string details;

    bool operator==(const Location&) const = default;
};

// How a meeting type shows itself to people. No rule depends on it.
struct Appearance {
    std::string description;  // may have lines; empty if none
    std::string colour;       // "#1a2b3c", in lower case; empty if none
    std::optional<Location> location;

    bool operator==(const Appearance&) const = default;
};

}  // namespace kalends
