#pragma once

#include "domain/event.hpp"
#include "schemas/shape/field.hpp"

namespace kalends {

template <>
inline constexpr auto shape<ClockReset> =
    named("log.clock_reset.v1", Field{"held_at", &ClockReset::held_at},
          Field{"accepted", &ClockReset::accepted});

template <>
inline constexpr auto shape<LogRestored> =
    named("log.restored.v1", Field{"last_kept", &LogRestored::last_kept},
          Field{"last_known", &LogRestored::last_known}, Field{"reason", &LogRestored::reason});

}  // namespace kalends
