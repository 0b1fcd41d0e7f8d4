#include "domain/availability/hours_cache.hpp"

#include <algorithm>

namespace kalends {
namespace {

using std::chrono::days;

struct Dates {
    Date first;
    Date last;

    [[nodiscard]] days length() const { return last - first; }
};

Date utc_date(Instant at) {
    return Date{std::chrono::floor<days>(at).time_since_epoch()};
}

// Dates are worked out by the month, so that neighbouring questions find them done.
using Months = std::chrono::duration<int, std::ratio_multiply<std::ratio<32>, days::period>>;
constexpr days month = Months{1};
constexpr days kept_max = 32 * month;

Date month_start(Date date) {
    return Date{std::chrono::floor<Months>(date.time_since_epoch())};
}

// A civil date lies within two days of the same date in UTC; a gap moves a range by one more at
// most, and a joined range must be known a little beyond what is asked.
Dates dates_around(const Interval& span) {
    constexpr days margin{4};
    return {month_start(utc_date(span.start) - margin),
            month_start(utc_date(span.end) + margin) + month - days{1}};
}

}  // namespace

std::shared_ptr<const ExpandedHours> HoursCache::hours(
    const std::shared_ptr<const Schedule>& schedule, const Interval& span) {
    Entry& entry = entry_of(schedule);
    Dates dates = dates_around(span);
    if (entry.hours) {
        const Dates known{entry.hours->first, entry.hours->last};
        if (known.first <= dates.first && dates.last <= known.last) return entry.hours;
        const Dates both{std::min(known.first, dates.first), std::max(known.last, dates.last)};
        if (both.length() <= kept_max) dates = both;
    }
    const ZoneClock clock = zone(schedule->zone);
    entry.hours = std::make_shared<const ExpandedHours>(ExpandedHours{
        clock, dates.first, dates.last, open_ranges(*schedule, clock, dates.first, dates.last)});
    return entry.hours;
}

HoursCache::Entry& HoursCache::entry_of(const std::shared_ptr<const Schedule>& schedule) {
    const auto known = by_schedule_.find(schedule.get());
    if (known != by_schedule_.end()) {
        entries_.splice(entries_.begin(), entries_, known->second);
        return entries_.front();
    }
    if (entries_.size() >= schedules_max_) {
        by_schedule_.erase(entries_.back().schedule.get());
        entries_.pop_back();
    }
    entries_.push_front({schedule, nullptr});
    by_schedule_.emplace(schedule.get(), entries_.begin());
    return entries_.front();
}

ZoneClock HoursCache::zone(std::string_view name) {
    const auto known = zones_.find(name);
    if (known != zones_.end()) return known->second;
    return zones_.emplace(name, ZoneClock{std::string{name}}).first->second;
}

}  // namespace kalends
