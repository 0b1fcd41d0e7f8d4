#pragma once

#include <string_view>

#include "commands/decision.hpp"
#include "commands/scope.hpp"

namespace kalends {

// Something can be booked from now on. Where the caller chose an `external_id`, `meeting_type` is
// made from it, so that the same one cannot be created twice.
struct CreateMeetingType {
    static constexpr std::string_view name = "create-meeting-type";

    MeetingTypeId meeting_type;
    MeetingTypeTerms terms;
};

[[nodiscard]] inline StreamId target(const CreateMeetingType& c) {
    return stream_of(c.meeting_type);
}
void needs(const CreateMeetingType&, Scope&);
[[nodiscard]] Decision decide(const CreateMeetingType&, const Scope&, Instant now);

}  // namespace kalends
