#pragma once

#include <string_view>

#include "domain/booking.hpp"
#include "schemas/shape/field.hpp"
#include "schemas/values/booking.hpp"
#include "schemas/values/claim.hpp"
#include "schemas/values/subject.hpp"

namespace kalends {

template <BookingStatus status>
consteval auto booking_made(std::string_view name) {
    using Made = BookingMade<status>;
    return named(name, Field{"booking", &Made::booking}, Field{"reference", &Made::reference},
                 Field{"meeting_type", &Made::meeting_type},
                 Field{"type_revision", &Made::type_revision}, Field{"when", &Made::when},
                 Field{"party", &Made::party}, Field{"guests", &Made::guests},
                 Maybe{"subjects", &Made::subjects}, Maybe{"answers", &Made::answers},
                 Maybe{"location", &Made::location}, Maybe{"metadata", &Made::metadata},
                 Maybe{"expires_at", &Made::expires_at}, Maybe{"overridden", &Made::overridden},
                 Maybe{"hold", &Made::hold}, Maybe{"token_key", &Made::token_key},
                 Maybe{"series", &Made::series});
}

template <>
inline constexpr auto shape<BookingRequested> =
    booking_made<BookingStatus::pending>("booking.requested.v1");

template <>
inline constexpr auto shape<BookingConfirmed> =
    booking_made<BookingStatus::confirmed>("booking.confirmed.v1");

template <>
inline constexpr auto shape<BookingApproved> =
    named("booking.approved.v1", Field{"booking", &BookingApproved::booking},
          Field{"claimed", &BookingApproved::claimed});

template <>
inline constexpr auto shape<BookingRejected> =
    named("booking.rejected.v1", Field{"booking", &BookingRejected::booking},
          Field{"released", &BookingRejected::released}, Maybe{"reason", &BookingRejected::reason});

template <>
inline constexpr auto shape<BookingCancelled> = named(
    "booking.cancelled.v1", Field{"booking", &BookingCancelled::booking},
    Field{"released", &BookingCancelled::released}, Maybe{"reason", &BookingCancelled::reason});

template <>
inline constexpr auto shape<BookingExpired> =
    named("booking.expired.v1", Field{"booking", &BookingExpired::booking},
          Field{"released", &BookingExpired::released}, Field{"due", &BookingExpired::due});

template <>
inline constexpr auto shape<BookingReassigned> =
    named("booking.reassigned.v1", Field{"booking", &BookingReassigned::booking},
          Field{"meeting_type", &BookingReassigned::meeting_type},
          Field{"released", &BookingReassigned::released}, Field{"when", &BookingReassigned::when},
          Maybe{"reason", &BookingReassigned::reason});

template <>
inline constexpr auto shape<BookingRescheduled> =
    named("booking.rescheduled.v1", Field{"booking", &BookingRescheduled::booking},
          Field{"meeting_type", &BookingRescheduled::meeting_type},
          Field{"type_revision", &BookingRescheduled::type_revision},
          Field{"released", &BookingRescheduled::released},
          Field{"when", &BookingRescheduled::when}, Field{"status", &BookingRescheduled::status},
          Maybe{"expires_at", &BookingRescheduled::expires_at},
          Maybe{"overridden", &BookingRescheduled::overridden},
          Maybe{"reason", &BookingRescheduled::reason});

template <>
inline constexpr auto shape<BookingAmended> =
    named("booking.amended.v1", Field{"booking", &BookingAmended::booking},
          Maybe{"type_revision", &BookingAmended::type_revision},
          Maybe{"guests", &BookingAmended::guests}, Maybe{"subjects", &BookingAmended::subjects},
          Maybe{"answers", &BookingAmended::answers}, Maybe{"location", &BookingAmended::location},
          Maybe{"metadata", &BookingAmended::metadata});

template <>
inline constexpr auto shape<BookingCompleted> =
    named("booking.completed.v1", Field{"booking", &BookingCompleted::booking});

template <>
inline constexpr auto shape<BookingNoShow> =
    named("booking.no_show.v1", Field{"booking", &BookingNoShow::booking},
          Maybe{"reason", &BookingNoShow::reason});

template <>
inline constexpr auto shape<BookingNoShowUndone> =
    named("booking.no_show_undone.v1", Field{"booking", &BookingNoShowUndone::booking},
          Maybe{"reason", &BookingNoShowUndone::reason});

}  // namespace kalends
