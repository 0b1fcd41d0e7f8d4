#include "tests/domain/availability/oracle.hpp"

#include <cctz/time_zone.h>

#include <algorithm>
#include <stdexcept>

namespace kalends::oracle {
namespace {

using std::chrono::days;

constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

cctz::time_zone zone_named(const std::string& name) {
    cctz::time_zone zone;
    if (!cctz::load_time_zone(name, &zone)) throw std::runtime_error{"no zone " + name};
    return zone;
}

CivilMinute civil_in(const cctz::time_zone& zone, Instant at) {
    const auto civil = cctz::convert(std::chrono::time_point_cast<Seconds>(at), zone);
    const std::chrono::year_month_day date{std::chrono::year{static_cast<int>(civil.year())},
                                           std::chrono::month{static_cast<unsigned>(civil.month())},
                                           std::chrono::day{static_cast<unsigned>(civil.day())}};
    return Date{date} + std::chrono::hours{civil.hour()} + Minutes{civil.minute()};
}

std::size_t distance(CivilMinute from, CivilMinute to) {
    return static_cast<std::size_t>((to - from).count());
}

bool is_open_on(const DateSpan& effective, Date date) {
    if (effective.from && date < *effective.from) return false;
    if (effective.to && date > *effective.to) return false;
    return true;
}

std::vector<TimeRange> written_for(const Schedule& schedule, Date date) {
    std::vector<TimeRange> overrides;
    std::vector<TimeRange> weekly;
    bool has_override = false;
    for (const auto& one : schedule.overrides) {
        if (one.date != date) continue;
        has_override = true;
        for (const auto& range : one.ranges) overrides.push_back(range);
    }
    const auto weekday = std::chrono::weekday{date}.iso_encoding();
    for (const auto& rule : schedule.weekly) {
        const bool is_its_day = (rule.days.bits & (1U << (weekday - 1))) != 0;
        if (is_its_day && is_open_on(rule.effective, date)) weekly.push_back(rule.range);
    }
    if (!is_open_on(schedule.effective, date)) return {};
    return has_override ? overrides : weekly;
}

}  // namespace

MinuteTable::MinuteTable(const std::string& name, const Interval& span) : start_{span.start} {
    const auto zone = zone_named(name);
    for (Instant at = span.start; at < span.end; at += Minutes{1}) {
        civil_.push_back(civil_in(zone, at));
        dates_.insert(dates_.end(), date(civil_.size() - 1));
    }
    earliest_ = *std::ranges::min_element(civil_);
    by_civil_.assign(distance(earliest_, *std::ranges::max_element(civil_)) + 1, nowhere);
    for (std::size_t i = 0; i < civil_.size(); ++i) {
        auto& first = by_civil_[distance(earliest_, civil_[i])];
        if (first == nowhere) first = i;
    }
    // A minute that no clock showed lies as far after the last one shown as its text says.
    for (std::size_t i = 1; i < by_civil_.size(); ++i) {
        if (by_civil_[i] == nowhere) by_civil_[i] = by_civil_[i - 1] + 1;
    }
}

Date MinuteTable::date(std::size_t minute) const {
    return std::chrono::floor<days>(civil_[minute]);
}

std::size_t MinuteTable::minute_of(Instant at) const {
    return static_cast<std::size_t>(std::chrono::floor<Minutes>(at - start_).count());
}

std::size_t MinuteTable::minute_of(CivilMinute civil) const {
    if (civil < earliest_) return 0;
    const auto place = distance(earliest_, civil);
    return place < by_civil_.size() ? by_civil_[place] : size();
}

Date date_in(const std::string& zone, Instant at) {
    return std::chrono::floor<days>(civil_in(zone_named(zone), std::chrono::floor<Seconds>(at)));
}

std::string type_zone(const Situation& s) {
    if (s.type.zone) return *s.type.zone;
    if (s.type.schedule) return s.type.schedule->zone;
    if (s.type.hosts.fixed == std::vector{s.host}) return s.host_zone;
    return s.organisation_zone;
}

std::string hours_zone(const Situation& s) {
    if (s.type.schedule) return s.type.schedule->zone;
    return s.host_schedule ? s.host_schedule->zone : s.host_zone;
}

Oracle::Oracle(const Situation& situation, const MinuteTable& hours, const MinuteTable& type)
    : situation_{situation},
      hours_{hours},
      type_{type},
      today_{date_in(type_zone(situation), situation.now)},
      open_(hours.size()),
      on_grid_(hours.size()),
      claimed_(hours.size()) {
    const auto& schedule =
        situation.type.schedule ? situation.type.schedule : situation.host_schedule;
    has_schedule_ = schedule.has_value();
    if (schedule) mark_open_hours(*schedule);
    mark_claims();
}

void Oracle::mark_open_hours(const Schedule& schedule) {
    const Date last = hours_.date(hours_.size() - 1);
    for (marking_ = hours_.date(0); marking_ <= last; marking_ += days{1}) {
        if (hours_.has(marking_)) mark_date(written_for(schedule, marking_));
    }
}

// The minutes of one date's ranges; each run of them is a range, and an anchor.
void Oracle::mark_date(const std::vector<TimeRange>& ranges) {
    if (ranges.empty()) return;
    std::vector<char> open(hours_.size() + 1);
    for (const auto& range : ranges) {
        const auto end = hours_.minute_of(CivilMinute{marking_ + range.end});
        for (auto i = hours_.minute_of(CivilMinute{marking_ + range.start}); i < end; ++i) {
            open[i] = 1;
        }
    }
    std::size_t run_start = 0;
    for (std::size_t i = 0; i < hours_.size(); ++i) {
        if (open[i] == 0) continue;
        open_[i] = 1;
        if (i == 0 || open[i - 1] == 0) run_start = i;
        if (open[i + 1] == 0) mark_grid(run_start, i + 1);
    }
}

void Oracle::mark_grid(std::size_t run_start, std::size_t run_end) {
    const auto step = situation_.type.grid.interval.value_or(situation_.duration).count();
    auto anchor = run_start;
    if (const auto align = situation_.type.grid.align_to) {
        while (anchor < hours_.size() &&
               hours_.civil(anchor).time_since_epoch().count() % align->count() != 0) {
            ++anchor;
        }
    }
    anchor += static_cast<std::size_t>(situation_.type.grid.offset.count());
    for (auto i = anchor; i < run_end; i += static_cast<std::size_t>(step)) on_grid_[i] = 1;
}

void Oracle::mark_claims() {
    for (const auto& claim : situation_.claims) {
        const bool is_moved = std::ranges::count(situation_.moving, claim.holder) > 0;
        const bool is_gone = claim.expires_at && *claim.expires_at <= situation_.now;
        if (is_moved || is_gone) continue;
        const auto end = hours_.minute_of(claim.window.end);
        for (auto i = hours_.minute_of(claim.window.start); i < end; ++i) claimed_[i] = 1;
    }
}

bool Oracle::are_all_open(std::size_t first, std::size_t end) const {
    for (auto i = first; i < end; ++i) {
        if (open_[i] == 0) return false;
    }
    return true;
}

bool Oracle::is_any_claimed(std::size_t first, std::size_t end) const {
    for (auto i = first; i < end; ++i) {
        if (claimed_[i] != 0) return true;
    }
    return false;
}

bool Oracle::is_too_soon(Instant start) const {
    if (start < situation_.now + situation_.type.notices.booking) return true;
    const auto* fixed = std::get_if<FixedDates>(&situation_.type.window);
    return fixed != nullptr && type_.date(type_.minute_of(start)) < fixed->from;
}

bool Oracle::is_too_far(Instant start) const {
    const Date date = type_.date(type_.minute_of(start));
    if (const auto* fixed = std::get_if<FixedDates>(&situation_.type.window)) {
        return date > fixed->to;
    }
    return (date - today_).count() > std::get<RollingDays>(situation_.type.window).days;
}

std::vector<Rejection> Oracle::reasons(Instant start) const {
    const auto& buffers = situation_.type.buffers;
    const auto first = hours_.minute_of(start);
    const auto end = first + static_cast<std::size_t>(situation_.duration.count());
    const auto window_first = first - static_cast<std::size_t>(buffers.before.count());
    const auto window_end = end + static_cast<std::size_t>(buffers.after.count());
    const bool is_within = open_[first] != 0;
    const bool is_fitting =
        is_within &&
        (buffers.inside_hours ? are_all_open(window_first, window_end) : are_all_open(first, end));
    std::vector<Rejection> found;
    if (situation_.is_retired) found.push_back(Rejection::not_active);
    if (is_too_soon(start)) found.push_back(Rejection::too_soon);
    if (is_too_far(start)) found.push_back(Rejection::too_far);
    if (!has_schedule_) found.push_back(Rejection::no_schedule);
    if (has_schedule_ && !is_fitting) found.push_back(Rejection::outside_hours);
    if (is_within && on_grid_[first] == 0) found.push_back(Rejection::misaligned_start);
    if (is_any_claimed(window_first, window_end)) found.push_back(Rejection::claimed);
    return found;
}

std::vector<Instant> Oracle::slots() const {
    std::vector<Instant> slots;
    for (auto at = situation_.window.start; at < situation_.window.end; at += Minutes{1}) {
        const auto found = reasons(at);
        const bool is_slot = std::ranges::all_of(found, [this](Rejection reason) {
            return std::ranges::count(situation_.overrides, reason) > 0;
        });
        if (is_slot) slots.push_back(at);
    }
    return slots;
}

}  // namespace kalends::oracle
