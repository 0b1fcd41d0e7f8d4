#pragma once

#include "domain/series.hpp"
#include "schemas/shape/field.hpp"
#include "schemas/values/series.hpp"

namespace kalends {

template <>
inline constexpr auto shape<Series> =
    fields(Field{"id", &Series::id}, Field{"meeting_type", &Series::meeting_type},
           Field{"rule", &Series::rule}, Field{"start", &Series::start},
           Field{"civil_start", &Series::civil_start}, Field{"zone", &Series::zone},
           Field{"skips_refused", &Series::skips_refused}, Field{"bookings", &Series::bookings},
           Field{"refused", &Series::refused}, Field{"revision", &Series::revision},
           Field{"created_at", &Series::created_at}, Field{"updated_at", &Series::updated_at});

}  // namespace kalends
