#pragma once

#include "domain/time.hpp"
#include "schemas/shape/field.hpp"

namespace kalends {

template <>
inline constexpr auto shape<Interval> =
    fields(Field{"start", &Interval::start}, Field{"end", &Interval::end});

}  // namespace kalends
