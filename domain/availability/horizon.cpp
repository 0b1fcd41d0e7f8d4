#include "domain/availability/horizon.hpp"

#include <algorithm>

#include "domain/planted_bugs.hpp"

namespace kalends {
namespace {

using std::chrono::days;

// Longer than all bookable years together, and short enough to be added to any of them.
constexpr days far_off{400'000};

}  // namespace

Horizon::Horizon(const MeetingTypeTerms& type, ZoneClock zone, Instant now)
    : zone_{zone}, soonest_{now + std::min<Minutes>(type.notices.booking, far_off)} {
    if (planted(PlantedBug::notice_excludes_its_minute)) soonest_ += Milliseconds{1};
    if (const auto* fixed = std::get_if<FixedDates>(&type.window)) {
        from_ = fixed->from;
        beyond_ = fixed->to + days{1};
    } else {
        const days ahead{std::get<RollingDays>(type.window).days};
        beyond_ = zone_.date_at(now) + std::min(ahead, far_off) + days{1};
    }
    if (planted(PlantedBug::window_one_day_long)) beyond_ += days{1};
}

}  // namespace kalends
