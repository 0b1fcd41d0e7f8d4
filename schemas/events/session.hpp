#pragma once

#include "domain/session.hpp"
#include "schemas/shape/field.hpp"
#include "schemas/values/claim.hpp"

namespace kalends {

template <>
inline constexpr auto shape<SessionCancelled> =
    named("session.cancelled.v1", Field{"session", &SessionCancelled::session},
          Field{"bookings", &SessionCancelled::bookings});

template <>
inline constexpr auto shape<SessionMoved> =
    named("session.moved.v1", Field{"session", &SessionMoved::session},
          Field{"released", &SessionMoved::claim}, Field{"bookings", &SessionMoved::bookings});

}  // namespace kalends
