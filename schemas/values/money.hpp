#pragma once

#include "domain/money.hpp"
#include "schemas/shape/field.hpp"

namespace kalends {

template <>
inline constexpr auto shape<Price> =
    fields(Field{"amount_minor", &Price::amount_minor}, Field{"currency", &Price::currency});

}  // namespace kalends
