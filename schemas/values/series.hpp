#pragma once

#include "domain/rejection.hpp"
#include "schemas/shape/field.hpp"
#include "schemas/values/time.hpp"

namespace kalends {

template <>
inline constexpr auto shape<RefusedOccurrence> =
    fields(Field{"start", &RefusedOccurrence::start},
           Field{"civil_start", &RefusedOccurrence::civil_start},
           Field{"reason", &RefusedOccurrence::reason});

}  // namespace kalends
