#pragma once

#include <string_view>

#include "commands/decision.hpp"
#include "commands/scope.hpp"

namespace kalends {

// A calendar of closed dates says this from now on, and nothing of what it said before.
struct ChangeHolidayCalendar {
    static constexpr std::string_view name = "change-holiday-calendar";

    OrganisationId organisation;
    HolidayCalendarId calendar;
    HolidayTerms terms;
};

[[nodiscard]] inline StreamId target(const ChangeHolidayCalendar& c) {
    return stream_of(c.organisation);
}
void needs(const ChangeHolidayCalendar&, Scope&);
[[nodiscard]] Decision decide(const ChangeHolidayCalendar&, const Scope&, Instant now);

}  // namespace kalends
