#pragma once

#include <optional>
#include <vector>

#include "commands/scope.hpp"
#include "domain/rejection.hpp"

namespace kalends {

// The calendars that a host is to follow must be the organisation's, or be among those that it has
// followed till now, which may be gone meanwhile and close nothing (rule W5). The refusal points at
// the first that is neither.
[[nodiscard]] std::optional<Refusal> check_holidays_exist(
    const std::vector<HolidayCalendarId>& followed, const std::vector<HolidayCalendarId>& till_now,
    const Scope& scope);

}  // namespace kalends
