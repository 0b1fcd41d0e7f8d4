#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "commands/decision.hpp"
#include "commands/scope.hpp"
#include "domain/availability/question.hpp"
#include "domain/availability/reasons.hpp"

namespace kalends {

// A start that somebody asks to have, by booking or by moving there.
struct StartAsked {
    Instant start;
    Minutes duration;
    std::span<const MovedClaim> moving;  // by this very command (rule B5)
    Reasons overrides;                   // what the caller asks to let pass (rule C1)
    std::uint32_t party = 1;
    SessionId session;  // made for the command, if it opens one (rule T2)
    // Of whose rotating hosts those stay that are free (rules H2, C4): what moves, or the first
    // occurrence of a series; else null.
    const BookedTime* kept = nullptr;
    KnownHorizon* known = nullptr;  // of a command that asks again and again
    bool joins = true;              // an open session; a whole one joins none (rule T3)
};

// The time as it will be recorded, and what an override had to let pass for it.
struct Claiming {
    BookedTime when;
    std::vector<Rejection> overridden;
};

// The streams that a start of this type depends on.
void want_calendars(const MeetingType& type, const Interval& time, Scope& scope);

// A type and its hosts take new claims until they are retired (rule C6).
[[nodiscard]] std::optional<Refusal> check_active(const MeetingType& type, const Scope& scope);

// The host whose own key asks; nil for all others. It books nobody else of its group.
[[nodiscard]] HostId own_host(const Actor& actor);

// What every question about the type has; the rest is filled in. It lives as long as `hosts`, which
// are the type's, in their order.
[[nodiscard]] Question question_of(const MeetingType& type, std::span<const Host* const> hosts,
                                   const Organisation& organisation, Minutes duration, Instant now);

// Whether the start is a slot, by the one evaluator (rule P1), and what to record if so.
[[nodiscard]] Result<Claiming, Refusal> claim_start(const MeetingType& type,
                                                    const StartAsked& asked, const Scope& scope,
                                                    Instant now);

// The zone in which a type's civil times are meant (rule H0).
[[nodiscard]] std::string_view zone_of(const MeetingType& type, const Scope& scope);

// Until when a booking asked for at `now` waits for approval: the type's minutes, its start at the
// latest; for ever if the type sets no deadline, or the start is not to come.
[[nodiscard]] std::optional<Instant> approval_deadline(const Approval& approval, Instant now,
                                                       Instant start);

}  // namespace kalends
