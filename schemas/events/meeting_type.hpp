#pragma once

#include "domain/meeting_type.hpp"
#include "schemas/events/absence.hpp"
#include "schemas/shape/field.hpp"
#include "schemas/values/meeting_type.hpp"

namespace kalends {

template <>
inline constexpr auto shape<MeetingTypeCreated> =
    named("meeting_type.created.v1", Field{"meeting_type", &MeetingTypeCreated::meeting_type},
          Field{"terms", &MeetingTypeCreated::terms});

template <>
inline constexpr auto shape<MeetingTypeChanged> =
    named("meeting_type.changed.v1", Field{"meeting_type", &MeetingTypeChanged::meeting_type},
          Field{"terms", &MeetingTypeChanged::terms});

template <>
inline constexpr auto shape<MeetingTypeRetired> =
    named("meeting_type.retired.v1", Field{"meeting_type", &MeetingTypeRetired::meeting_type},
          Maybe{"standing", &MeetingTypeRetired::standing});

}  // namespace kalends
