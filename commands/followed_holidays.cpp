#include "commands/followed_holidays.hpp"

#include <algorithm>

#include "commands/decision.hpp"

namespace kalends {

std::optional<Refusal> check_holidays_exist(const std::vector<HolidayCalendarId>& followed,
                                            const std::vector<HolidayCalendarId>& till_now,
                                            const Scope& scope) {
    for (std::size_t i = 0; i < followed.size(); ++i) {
        if (scope.organisation().holidays.contains(followed[i])) continue;
        if (std::ranges::find(till_now, followed[i]) != till_now.end()) continue;
        return refuse(Rejection::not_found, "/holiday_calendar_ids/" + std::to_string(i));
    }
    return std::nullopt;
}

}  // namespace kalends
