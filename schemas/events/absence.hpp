#pragma once

#include "domain/absence.hpp"
#include "schemas/shape/field.hpp"
#include "schemas/values/time.hpp"

namespace kalends {

template <>
inline constexpr auto shape<AbsenceDates> =
    fields(Field{"from", &AbsenceDates::from}, Field{"to", &AbsenceDates::to},
           Field{"zone", &AbsenceDates::zone}, Field{"zone_data", &AbsenceDates::zone_data});

template <>
inline constexpr auto shape<CoveredBookings> =
    fields(Field{"bookings", &CoveredBookings::named}, Maybe{"more", &CoveredBookings::more});

template <>
inline constexpr auto shape<AbsenceAdded> =
    named("absence.added.v1", Field{"host", &AbsenceAdded::host},
          Field{"absence", &AbsenceAdded::absence}, Field{"time", &AbsenceAdded::time},
          Maybe{"dates", &AbsenceAdded::dates}, Maybe{"covers", &AbsenceAdded::covers},
          Maybe{"note", &AbsenceAdded::note});

template <>
inline constexpr auto shape<AbsenceRemoved> =
    named("absence.removed.v1", Field{"host", &AbsenceRemoved::host},
          Field{"absence", &AbsenceRemoved::absence});

}  // namespace kalends
