#pragma once

#include <cstdint>
#include <optional>

#include "api/calls.hpp"
#include "domain/availability/reasons.hpp"

namespace kalends::api {

// What a refused command asked of a start, so that the others offered answer the same question
// (rule P1).
struct StartWanted {
    Instant start;
    std::optional<Minutes> duration;  // absent: the type's, or the present one of what moves
    std::uint32_t party = 1;          // of what moves its own
    Reasons overrides;
    std::optional<HoldId> hold = {};  // which gives way to it while it is live
    HostId own = {};                  // of the host's key that asked; nil for any other
};

// Up to three slots to offer instead of a start that was refused: of a type, or for a booking that
// was to move.
[[nodiscard]] Alternatives instead_of(OrganisationId organisation, MeetingTypeId type,
                                      const StartWanted& wanted);
[[nodiscard]] Alternatives instead_of(OrganisationId organisation, BookingId moving,
                                      const StartWanted& wanted);

}  // namespace kalends::api
