#pragma once

#include "domain/series.hpp"
#include "schemas/shape/field.hpp"
#include "schemas/values/series.hpp"
#include "schemas/values/subject.hpp"

namespace kalends {

template <>
inline constexpr auto shape<SeriesMade> = named(
    "series.made.v1", Field{"series", &SeriesMade::series},
    Field{"meeting_type", &SeriesMade::meeting_type}, Field{"rule", &SeriesMade::rule},
    Field{"start", &SeriesMade::start}, Field{"civil_start", &SeriesMade::civil_start},
    Field{"zone", &SeriesMade::zone}, Field{"zone_data", &SeriesMade::zone_data},
    Maybe{"skips_refused", &SeriesMade::skips_refused}, Field{"bookings", &SeriesMade::bookings},
    Maybe{"refused", &SeriesMade::refused}, Maybe{"subjects", &SeriesMade::subjects});

template <>
inline constexpr auto shape<SeriesCancelled> =
    named("series.cancelled.v1", Field{"series", &SeriesCancelled::series},
          Field{"scope", &SeriesCancelled::scope}, Field{"bookings", &SeriesCancelled::bookings});

template <>
inline constexpr auto shape<SeriesMoved> =
    named("series.moved.v1", Field{"series", &SeriesMoved::series},
          Field{"scope", &SeriesMoved::scope}, Field{"from", &SeriesMoved::from},
          Field{"to", &SeriesMoved::to}, Field{"bookings", &SeriesMoved::bookings});

}  // namespace kalends
