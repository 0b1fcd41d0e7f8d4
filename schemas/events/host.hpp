#pragma once

#include "domain/host.hpp"
#include "schemas/events/absence.hpp"
#include "schemas/shape/field.hpp"
#include "schemas/values/subject.hpp"
#include "schemas/values/terms.hpp"

namespace kalends {

template <>
inline constexpr auto shape<HostCreated> =
    named("host.created.v1", Field{"host", &HostCreated::host}, Field{"terms", &HostCreated::terms},
          Field{"subject", &HostCreated::subject}, Maybe{"details", &HostCreated::details});

template <>
inline constexpr auto shape<HostChanged> =
    named("host.changed.v1", Field{"host", &HostChanged::host}, Field{"terms", &HostChanged::terms},
          Maybe{"details", &HostChanged::details});

template <>
inline constexpr auto shape<HostRetired> =
    named("host.retired.v1", Field{"host", &HostRetired::host},
          Maybe{"standing", &HostRetired::standing});

}  // namespace kalends
