#pragma once

#include "domain/organisation.hpp"
#include "schemas/events/api_key.hpp"
#include "schemas/events/holiday.hpp"
#include "schemas/shape/always_held.hpp"
#include "schemas/shape/field.hpp"
#include "schemas/values/terms.hpp"

namespace kalends {

template <>
inline constexpr auto shape<ApiKey> =
    fields(Field{"issued", &ApiKey::issued}, Field{"issued_at", &ApiKey::issued_at},
           Field{"revoked_at", &ApiKey::revoked_at});

template <>
inline constexpr bool is_always_held<HolidayTerms> = true;

template <>
inline constexpr auto shape<HolidayCalendar> =
    fields(Field{"terms", &HolidayCalendar::terms}, Field{"revision", &HolidayCalendar::revision});

template <>
inline constexpr auto shape<Organisation> = fields(
    Field{"id", &Organisation::id}, Field{"terms", &Organisation::terms},
    Field{"revision", &Organisation::revision}, Field{"created_at", &Organisation::created_at},
    Field{"api_keys", &Organisation::api_keys}, Field{"holidays", &Organisation::holidays});

}  // namespace kalends
