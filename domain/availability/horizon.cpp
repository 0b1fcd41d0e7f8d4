#include "domain/availability/horizon.hpp"

#include <algorithm>

#include "domain/planted_bugs.hpp"

namespace kalends {
namespace {

using std::chrono::days;

// Longer than all bookable years together, and short enough to be added to any of them.
constexpr days far_off{400'000};

// The last date of each kind of window.
Date last_date(const FixedDates& window, Date) {
    return window.to;
}

Date last_date(const RollingDays& window, Date today) {
    return today + std::min(days{window.days}, far_off);
}

// Weeks have five business days, counted here from this week's Monday on; at a weekend all five are
// past.
Date last_date(const RollingBusinessDays& window, Date today) {
    constexpr int of_week = 5;
    const auto ahead = std::min(days{window.days}, far_off);
    if (planted(PlantedBug::weekend_is_business)) return today + ahead;
    const auto weekday = static_cast<int>(std::chrono::weekday{today}.iso_encoding());
    const auto nth = std::min(weekday, of_week) - 1 + static_cast<int>(ahead.count());
    const Date monday = today - days{weekday - 1};
    return std::max(today, monday + days{7 * (nth / of_week) + nth % of_week});
}

Date last_date(const DaysWithSlots&, Date today) {
    return today + dates_looked_at_max - days{1};
}

}  // namespace

Horizon::Horizon(const MeetingTypeTerms& type, ZoneClock zone, Instant now)
    : zone_{zone},
      today_{zone.date_at(now)},
      soonest_{now + std::min<Minutes>(type.notices.booking, far_off)} {
    if (planted(PlantedBug::notice_excludes_its_minute)) soonest_ += Milliseconds{1};
    if (const auto* fixed = std::get_if<FixedDates>(&type.window)) from_ = fixed->from;
    end_with(
        std::visit([this](const auto& window) { return last_date(window, today_); }, type.window));
    if (planted(PlantedBug::window_one_day_long)) beyond_ += days{1};
}

}  // namespace kalends
