#pragma once

#include "domain/hold.hpp"
#include "schemas/shape/field.hpp"
#include "schemas/values/claim.hpp"
#include "schemas/values/meeting_type.hpp"

namespace kalends {

template <>
inline constexpr auto shape<HoldMade> = named(
    "hold.made.v1", Field{"hold", &HoldMade::hold}, Field{"meeting_type", &HoldMade::meeting_type},
    Field{"type_revision", &HoldMade::type_revision}, Field{"when", &HoldMade::when},
    Field{"party", &HoldMade::party}, Field{"approval", &HoldMade::approval},
    Field{"expires_at", &HoldMade::expires_at}, Maybe{"anonymous", &HoldMade::is_anonymous},
    Maybe{"overridden", &HoldMade::overridden}, Maybe{"token_key", &HoldMade::token_key});

template <>
inline constexpr auto shape<HoldExtended> =
    named("hold.extended.v1", Field{"hold", &HoldExtended::hold},
          Field{"claimed", &HoldExtended::claimed}, Field{"expires_at", &HoldExtended::expires_at});

template <>
inline constexpr auto shape<HoldReleased> =
    named("hold.released.v1", Field{"hold", &HoldReleased::hold},
          Field{"released", &HoldReleased::released});

template <>
inline constexpr auto shape<HoldExpired> =
    named("hold.expired.v1", Field{"hold", &HoldExpired::hold},
          Field{"released", &HoldExpired::released}, Field{"due", &HoldExpired::due});

}  // namespace kalends
