#pragma once

#include "domain/organisation.hpp"
#include "schemas/shape/field.hpp"
#include "schemas/values/terms.hpp"

namespace kalends {

template <>
inline constexpr auto shape<OrganisationCreated> =
    named("organisation.created.v1", Field{"organisation", &OrganisationCreated::organisation},
          Field{"terms", &OrganisationCreated::terms});

template <>
inline constexpr auto shape<OrganisationChanged> =
    named("organisation.changed.v1", Field{"organisation", &OrganisationChanged::organisation},
          Field{"terms", &OrganisationChanged::terms});

}  // namespace kalends
