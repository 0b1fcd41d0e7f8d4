#pragma once

#include "domain/host.hpp"
#include "schemas/shape/field.hpp"
#include "schemas/values/schedule.hpp"

namespace kalends {

template <>
inline constexpr auto shape<ScheduleSet> =
    named("schedule.set.v1", Field{"host", &ScheduleSet::host}, Field{"name", &ScheduleSet::name},
          Field{"schedule", &ScheduleSet::schedule});

template <>
inline constexpr auto shape<ScheduleRemoved> =
    named("schedule.removed.v1", Field{"host", &ScheduleRemoved::host},
          Field{"name", &ScheduleRemoved::name});

}  // namespace kalends
