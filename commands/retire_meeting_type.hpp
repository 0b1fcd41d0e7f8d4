#pragma once

#include <string_view>

#include "commands/decision.hpp"
#include "commands/scope.hpp"

namespace kalends {

// A meeting type takes no new claims; its bookings stand (rule C6).
struct RetireMeetingType {
    static constexpr std::string_view name = "retire-meeting-type";

    MeetingTypeId meeting_type;
};

[[nodiscard]] inline StreamId target(const RetireMeetingType& c) {
    return stream_of(c.meeting_type);
}
void needs(const RetireMeetingType&, Scope&);
[[nodiscard]] Decision decide(const RetireMeetingType&, const Scope&, Instant now);

}  // namespace kalends
