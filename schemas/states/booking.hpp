#pragma once

#include "domain/booking.hpp"
#include "schemas/shape/field.hpp"
#include "schemas/values/booking.hpp"
#include "schemas/values/claim.hpp"

namespace kalends {

template <>
inline constexpr auto shape<SealedAt> =
    fields(Field{"guests", &SealedAt::guests}, Field{"answers", &SealedAt::answers},
           Field{"location", &SealedAt::location}, Field{"metadata", &SealedAt::metadata},
           Field{"reason", &SealedAt::reason});

template <>
inline constexpr auto shape<Booking> = fields(
    Field{"id", &Booking::id}, Field{"reference", &Booking::reference},
    Field{"status", &Booking::status}, Field{"meeting_type", &Booking::meeting_type},
    Field{"type_revision", &Booking::type_revision},
    Field{"answers_revision", &Booking::answers_revision}, Field{"when", &Booking::when},
    Field{"party", &Booking::party}, Field{"guests", &Booking::guests},
    Field{"sealed_at", &Booking::sealed_at}, Field{"expires_at", &Booking::expires_at},
    Field{"revision", &Booking::revision}, Field{"calendar_sequence", &Booking::calendar_sequence},
    Field{"created_at", &Booking::created_at}, Field{"updated_at", &Booking::updated_at},
    Field{"token_key", &Booking::token_key}, Field{"made_by", &Booking::made_by},
    Field{"series", &Booking::series}, Field{"requested_at", &Booking::requested_at});

}  // namespace kalends
