#pragma once

#include <string_view>

#include "commands/decision.hpp"
#include "commands/scope.hpp"

namespace kalends {

// A calendar of closed dates is no more; hosts that followed it are open on them again.
struct RemoveHolidayCalendar {
    static constexpr std::string_view name = "remove-holiday-calendar";

    OrganisationId organisation;
    HolidayCalendarId calendar;
};

[[nodiscard]] inline StreamId target(const RemoveHolidayCalendar& c) {
    return stream_of(c.organisation);
}
void needs(const RemoveHolidayCalendar&, Scope&);
[[nodiscard]] Decision decide(const RemoveHolidayCalendar&, const Scope&, Instant now);

}  // namespace kalends
