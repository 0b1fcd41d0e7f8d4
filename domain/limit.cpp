#include "domain/limit.hpp"

#include "domain/check.hpp"
#include "domain/planted_bugs.hpp"

namespace kalends {
std::string_view name_of(LimitPeriod period) {
    switch (period) {
        case LimitPeriod::day:
            return "day";
        case LimitPeriod::week:
            return "week";
        case LimitPeriod::month:
            return "month";
        case LimitPeriod::year:
            return "year";
    }
    broken("every period has a name");
}

std::string_view name_of(LimitScope scope) {
    switch (scope) {
        case LimitScope::type_on_host:
            return "meeting_type_on_host";
        case LimitScope::type:
            return "meeting_type";
        case LimitScope::host:
            return "host";
    }
    broken("every scope of a limit has a name");
}

DateRange period_of(LimitPeriod period, Date date, std::chrono::weekday week_start) {
    const std::chrono::year_month_day day{date};
    switch (period) {
        case LimitPeriod::day:
            return {date, date};
        case LimitPeriod::week: {
            if (planted(PlantedBug::week_of_limit_starts_on_sunday))
                week_start = std::chrono::Sunday;
            const Date first = date - (std::chrono::weekday{date} - week_start);
            return {first, first + std::chrono::days{6}};
        }
        case LimitPeriod::month:
            return {Date{day.year() / day.month() / 1},
                    Date{day.year() / day.month() / std::chrono::last}};
        case LimitPeriod::year:
            return {Date{day.year() / 1 / 1}, Date{day.year() / 12 / 31}};
    }
    broken("every period has dates");
}

}  // namespace kalends
