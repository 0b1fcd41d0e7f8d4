#include "domain/availability/open_ranges.hpp"

#include <algorithm>

#include "domain/check.hpp"
#include "domain/planted_bugs.hpp"

namespace kalends {
namespace {

using std::chrono::days;

bool applies(const DateSpan& effective, Date date) {
    if (planted(PlantedBug::effective_to_excluded) && effective.to == date) return false;
    return effective.contains(date);
}

bool is_closed(const Closures& closed, Date date) {
    if (planted(PlantedBug::holidays_forgotten)) return false;
    return std::ranges::any_of(closed, [date](const auto& terms) { return terms->closes(date); });
}

// Overrides of one date are united.
std::vector<TimeRange> overriding(const Schedule& schedule, Date date) {
    std::vector<TimeRange> ranges;
    for (const auto& exception : schedule.overrides) {
        if (exception.date != date) continue;
        ranges.insert(ranges.end(), exception.ranges.begin(), exception.ranges.end());
    }
    return ranges;
}

void add_weekly(std::vector<TimeRange>& ranges, const Schedule& schedule, Date date) {
    const std::chrono::weekday weekday{date};
    for (const auto& rule : schedule.weekly) {
        if (rule.days.has(weekday) && applies(rule.effective, date)) ranges.push_back(rule.range);
    }
}

std::vector<TimeRange> civil_ranges(const Schedule& schedule, Date date, HoursRule rule) {
    std::vector<TimeRange> ranges;
    if (rule == HoursRule::date_override) ranges = overriding(schedule, date);
    const bool adds =
        rule == HoursRule::date_override && planted(PlantedBug::override_added_to_weekly);
    if (rule == HoursRule::weekly || adds) add_weekly(ranges, schedule, date);
    return ranges;
}

// Sorts, and makes one of ranges that overlap or touch.
std::vector<Interval> normalised(std::vector<Interval> ranges) {
    std::ranges::sort(ranges);
    std::vector<Interval> joined;
    for (const auto& range : ranges) {
        if (!joined.empty() && range.start <= joined.back().end) {
            joined.back().end = std::max(joined.back().end, range.end);
        } else {
            joined.push_back(range);
        }
    }
    return joined;
}

void join_across_dates(std::vector<OpenRange>& ranges) {
    for (auto first = ranges.begin(); first != ranges.end();) {
        Interval joined = first->own;
        auto next = first;
        for (; next != ranges.end() && next->own.start <= joined.end; ++next) {
            if (planted(PlantedBug::days_not_joined) && next != first) break;
            joined.end = std::max(joined.end, next->own.end);
            next->reach = joined.end;
        }
        for (; first != next; ++first) first->joined = joined;
    }
}

}  // namespace

std::string_view name_of(HoursRule rule) {
    switch (rule) {
        case HoursRule::not_in_effect:
            return "not_in_effect";
        case HoursRule::date_override:
            return "override";
        case HoursRule::holiday:
            return "holiday";
        case HoursRule::weekly:
            return "weekly";
    }
    broken("an enumerator has a name");
}

HoursRule hours_rule(const Schedule& schedule, Date date, const Closures& closed) {
    if (!applies(schedule.effective, date)) return HoursRule::not_in_effect;
    const bool is_overridden = std::ranges::find(schedule.overrides, date, &DateOverride::date) !=
                               schedule.overrides.end();
    if (is_overridden) return HoursRule::date_override;
    return is_closed(closed, date) ? HoursRule::holiday : HoursRule::weekly;
}

std::vector<Interval> ranges_of_date(const Schedule& schedule, ZoneClock zone, Date date,
                                     const Closures& closed) {
    const auto civil = civil_ranges(schedule, date, hours_rule(schedule, date, closed));
    if (civil.empty()) return {};
    if (zone.skips(date) && !planted(PlantedBug::skipped_date_has_hours)) return {};
    std::vector<Interval> ranges;
    for (const auto& range : civil) {
        const Interval instants{zone.instant_of(date + range.start),
                                zone.instant_of(date + range.end)};
        if (!instants.is_empty()) ranges.push_back(instants);
    }
    return normalised(std::move(ranges));
}

std::vector<OpenRange> open_ranges(const Schedule& schedule, ZoneClock zone, Date first, Date last,
                                   const Closures& closed) {
    std::vector<OpenRange> ranges;
    for (Date date = first; date <= last; date += days{1}) {
        for (const auto& own : ranges_of_date(schedule, zone, date, closed)) {
            ranges.push_back({own, own, own.end});
        }
    }
    std::ranges::sort(ranges, {}, &OpenRange::own);
    join_across_dates(ranges);
    return ranges;
}

}  // namespace kalends
