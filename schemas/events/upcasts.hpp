#pragma once

#include <array>
#include <string_view>

#include "domain/event.hpp"
#include "schemas/json/members.hpp"

namespace kalends {

// How an event stored under an older name is read: the old struct and its list of fields stand
// beside the function, which makes the newest event of them. It is pure and never removed. False,
// and why, if the members are not those of the old version.
struct Upcast {
    std::string_view type;
    bool (*read)(JsonMembers& members, Event& event, JsonFault& fault);
};

// No version has been replaced yet.
inline constexpr std::array<Upcast, 0> upcasts{};

}  // namespace kalends
