#pragma once

#include "domain/host.hpp"
#include "domain/organisation.hpp"
#include "schemas/shape/field.hpp"

namespace kalends {

template <>
inline constexpr auto shape<OrganisationTerms> =
    fields(Field{"name", &OrganisationTerms::name}, Field{"zone", &OrganisationTerms::zone},
           Maybe{"week_start", &OrganisationTerms::week_start});

template <>
inline constexpr auto shape<HostAttribute> =
    fields(Field{"name", &HostAttribute::name}, Field{"texts", &HostAttribute::texts});

template <>
inline constexpr auto shape<HostTerms> =
    fields(Field{"sort", &HostTerms::sort}, Maybe{"external_id", &HostTerms::external_id},
           Field{"zone", &HostTerms::zone}, Maybe{"holidays", &HostTerms::holidays},
           Maybe{"attributes", &HostTerms::attributes});

}  // namespace kalends
