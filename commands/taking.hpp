#pragma once

#include <cstdint>
#include <optional>

#include "commands/claiming.hpp"
#include "commands/decision.hpp"
#include "commands/scope.hpp"

namespace kalends {

// A slot of a type as somebody asks to have it, to hold or to book.
struct SlotAsked {
    Instant start;
    std::optional<Minutes> duration;  // absent: the type's
    std::uint32_t party = 1;
    Reasons overrides;
    std::span<const MovedClaim> moving = {};  // claims that give way to it
    SessionId session = {};                   // if it opens one
    const BookedTime* kept = nullptr;         // as StartAsked has it
    KnownHorizon* known = nullptr;            // likewise
};

// The time that is asked for.
[[nodiscard]] Interval time_asked(const MeetingType& type, Instant start,
                                  std::optional<Minutes> duration);

// Whether this caller may take time of this type, and let pass what it asks to (rule C1): without a
// key, as with a guest's token, only where the type is public.
[[nodiscard]] bool may_take(const MeetingType& type, Reasons overrides, const Actor& actor);

// Whether the type takes claims at all, and of that duration.
[[nodiscard]] std::optional<Refusal> check_offered(const MeetingType& type, const SlotAsked& asked,
                                                   const Scope& scope);

// Whether the slot of a type that offers it is free to take, and what to record if so.
[[nodiscard]] Result<Claiming, Refusal> take_slot(const MeetingType& type, const SlotAsked& asked,
                                                  const Scope& scope, Instant now);

}  // namespace kalends
