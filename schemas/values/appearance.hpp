#pragma once

#include "domain/appearance.hpp"
#include "schemas/shape/field.hpp"

namespace kalends {

template <>
inline constexpr auto shape<Location> =
    fields(Field{"kind", &Location::kind}, Maybe{"details", &Location::details});

template <>
inline constexpr auto shape<Appearance> =
    fields(Maybe{"description", &Appearance::description}, Maybe{"colour", &Appearance::colour},
           Maybe{"location", &Appearance::location});

}  // namespace kalends
