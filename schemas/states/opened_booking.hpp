#pragma once

#include "schemas/resources/booking.hpp"
#include "schemas/shape/field.hpp"

namespace kalends {

// The form in which a view keeps what is personal; it is made again with every version.
template <>
inline constexpr auto shape<OpenedGuest> =
    fields(Maybe{"details", &OpenedGuest::details}, Maybe{"zone", &OpenedGuest::zone});

template <>
inline constexpr auto shape<OpenedBooking> =
    fields(Field{"guests", &OpenedBooking::guests}, Maybe{"answers", &OpenedBooking::answers},
           Maybe{"location", &OpenedBooking::location}, Maybe{"metadata", &OpenedBooking::metadata},
           Maybe{"reason", &OpenedBooking::reason});

}  // namespace kalends
