#pragma once

#include <optional>
#include <string_view>

#include "commands/decision.hpp"
#include "commands/scope.hpp"
#include "domain/availability/reasons.hpp"
#include "domain/bounds.hpp"

namespace kalends {

// Somebody keeps a slot while they decide. The id is made by the edge.
struct MakeHold {
    static constexpr std::string_view name = "hold";

    HoldId hold;
    MeetingTypeId meeting_type;
    Instant start;
    std::optional<Minutes> duration;  // absent: the type's
    std::uint32_t party = 1;
    Minutes lasting = hold_minutes_default;  // at most hold_minutes_max
    Reasons overrides;
    SessionId session;  // made by the edge, too, for when it opens one
};

[[nodiscard]] inline StreamId target(const MakeHold& c) {
    return stream_of(c.hold);
}
void needs(const MakeHold&, Scope&);
[[nodiscard]] Decision decide(const MakeHold&, const Scope&, Instant now);

}  // namespace kalends
