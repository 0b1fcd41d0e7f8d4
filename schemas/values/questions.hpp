#pragma once

#include "domain/questions.hpp"
#include "schemas/shape/field.hpp"

namespace kalends {

template <>
inline constexpr auto shape<GuestQuestion> =
    fields(Field{"id", &GuestQuestion::id}, Field{"label", &GuestQuestion::label},
           Field{"kind", &GuestQuestion::kind}, Field{"required", &GuestQuestion::required},
           Maybe{"choices", &GuestQuestion::choices});

}  // namespace kalends
