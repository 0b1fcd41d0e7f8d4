#pragma once

#include <string_view>

#include "commands/decision.hpp"
#include "commands/scope.hpp"

namespace kalends {

// An organisation has a calendar of closed dates, which its hosts may follow (rule W5).
struct CreateHolidayCalendar {
    static constexpr std::string_view name = "create-holiday-calendar";

    OrganisationId organisation;
    HolidayCalendarId calendar;
    HolidayTerms terms;
};

[[nodiscard]] inline StreamId target(const CreateHolidayCalendar& c) {
    return stream_of(c.organisation);
}
void needs(const CreateHolidayCalendar&, Scope&);
[[nodiscard]] Decision decide(const CreateHolidayCalendar&, const Scope&, Instant now);

}  // namespace kalends
