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
        to_ = fixed->to;
    } else {
        const days ahead{std::get<RollingDays>(type.window).days};
        to_ = zone_.date_at(now) + std::min(ahead, far_off);
    }
    if (planted(PlantedBug::window_one_day_long)) to_ += days{1};
}

Reasons Horizon::reasons(Instant start) const {
    Reasons reasons;
    if (start < soonest_ || (from_ && is_before(start, *from_))) reasons.add(Rejection::too_soon);
    if (!is_before(start, to_ + days{1})) reasons.add(Rejection::too_far);
    return reasons;
}

// Most starts lie so far from the date that no zone need be asked.
bool Horizon::is_before(Instant at, Date date) const {
    const Instant midnight_utc{date.time_since_epoch()};
    if (at < midnight_utc - zone_offset_max) return true;
    if (at >= midnight_utc + zone_offset_max) return false;
    return zone_.date_at(at) < date;
}

}  // namespace kalends
