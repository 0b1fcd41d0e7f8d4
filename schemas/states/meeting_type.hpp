#pragma once

#include "domain/meeting_type.hpp"
#include "schemas/shape/field.hpp"
#include "schemas/values/meeting_type.hpp"

namespace kalends {

template <>
inline constexpr auto shape<MeetingType> =
    fields(Field{"id", &MeetingType::id}, Field{"terms", &MeetingType::terms},
           Field{"revision", &MeetingType::revision}, Field{"created_at", &MeetingType::created_at},
           Field{"is_retired", &MeetingType::is_retired});

}  // namespace kalends
