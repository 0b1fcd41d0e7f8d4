#pragma once

#include "domain/booking.hpp"
#include "schemas/shape/field.hpp"

namespace kalends {

template <>
inline constexpr auto shape<BookingGuest> =
    fields(Field{"subject", &BookingGuest::subject}, Maybe{"zone", &BookingGuest::zone},
           Maybe{"details", &BookingGuest::details});

template <>
inline constexpr auto shape<BookingReference> =
    fields(Field{"key", &BookingReference::key}, Field{"text", &BookingReference::text});

}  // namespace kalends
