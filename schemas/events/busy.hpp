#pragma once

#include "domain/busy.hpp"
#include "schemas/shape/enum_names.hpp"
#include "schemas/shape/field.hpp"
#include "schemas/values/time.hpp"

namespace kalends {

template <>
inline constexpr std::size_t enumerators<WhenStale> = enumerators_up_to(WhenStale::last_import);
template <>
inline constexpr std::size_t enumerators<SourceStanding> =
    enumerators_up_to(SourceStanding::closed);

template <>
inline constexpr auto shape<BusyPolicy> =
    fields(Field{"stale_after_minutes", &BusyPolicy::stale_after},
           Field{"when_stale", &BusyPolicy::when_stale},
           Maybe{"last_import_for_minutes", &BusyPolicy::last_import_for});

template <>
inline constexpr auto shape<BusySourceSet> =
    named("busy_source.set.v1", Field{"host", &BusySourceSet::host},
          Field{"source", &BusySourceSet::source}, Field{"policy", &BusySourceSet::policy},
          Maybe{"next_due", &BusySourceSet::next_due});

template <>
inline constexpr auto shape<BusyImported> =
    named("busy.imported.v1", Field{"host", &BusyImported::host},
          Field{"source", &BusyImported::source}, Field{"window", &BusyImported::window},
          Maybe{"added", &BusyImported::added}, Maybe{"removed", &BusyImported::removed},
          Maybe{"covers", &BusyImported::covers}, Maybe{"next_due", &BusyImported::next_due});

template <>
inline constexpr auto shape<BusySourceStale> =
    named("busy_source.stale.v1", Field{"host", &BusySourceStale::host},
          Field{"source", &BusySourceStale::source}, Field{"read_at", &BusySourceStale::read_at},
          Field{"due", &BusySourceStale::due}, Maybe{"is_closed", &BusySourceStale::is_closed},
          Maybe{"next_due", &BusySourceStale::next_due});

template <>
inline constexpr auto shape<BusySourceRecovered> =
    named("busy_source.recovered.v1", Field{"host", &BusySourceRecovered::host},
          Field{"source", &BusySourceRecovered::source},
          Maybe{"next_due", &BusySourceRecovered::next_due});

template <>
inline constexpr auto shape<BusySourceRemoved> = named(
    "busy_source.removed.v1", Field{"host", &BusySourceRemoved::host},
    Field{"source", &BusySourceRemoved::source}, Maybe{"next_due", &BusySourceRemoved::next_due});

}  // namespace kalends
