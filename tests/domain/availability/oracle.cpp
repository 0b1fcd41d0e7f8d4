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

std::vector<TimeRange> written_for(const Schedule& schedule, Date date, bool is_holiday) {
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
    if (is_holiday && !has_override) return {};
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

std::set<Minutes> durations(const MeetingTypeTerms& type) {
    if (!type.durations) return {type.duration};
    if (const auto* list = std::get_if<DurationList>(&*type.durations)) {
        return {list->minutes.begin(), list->minutes.end()};
    }
    const auto& range = std::get<DurationRange>(*type.durations);
    std::set<Minutes> found;
    for (auto minutes = range.least; minutes <= range.most; minutes += range.step) {
        found.insert(minutes);
    }
    return found;
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
      claimed_(hours.size()),
      absent_(hours.size()),
      busy_(hours.size()) {
    const auto& schedule =
        situation.type.schedule ? situation.type.schedule : situation.host_schedule;
    has_schedule_ = schedule.has_value();
    mark_claims();
    mark(absent_, situation.absences);
    mark(busy_, situation.busy);
    restarts_ = restarts();
    if (schedule) mark_open_hours(*schedule);
}

void Oracle::mark_open_hours(const Schedule& schedule) {
    const Date last = hours_.date(hours_.size() - 1);
    for (marking_ = hours_.date(0); marking_ <= last; marking_ += days{1}) {
        const bool is_holiday = std::ranges::count(situation_.holidays, marking_) > 0;
        if (hours_.has(marking_)) mark_date(written_for(schedule, marking_, is_holiday));
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

std::size_t Oracle::aligned(std::size_t minute) const {
    const auto align = situation_.type.grid.align_to.value_or(Minutes{1}).count();
    while (minute < hours_.size() && hours_.civil(minute).time_since_epoch().count() % align != 0) {
        ++minute;
    }
    return minute;
}

// Minute by minute: the grid in force is that of the run, or of the last restart within it.
void Oracle::mark_grid(std::size_t run_start, std::size_t run_end) {
    const auto step = static_cast<std::size_t>(
        situation_.type.grid.interval.value_or(situation_.duration).count());
    auto anchor =
        aligned(run_start) + static_cast<std::size_t>(situation_.type.grid.offset.count());
    for (auto i = run_start; i < run_end; ++i) {
        if (restarts_.contains(i)) anchor = i;
        if (i >= anchor && (i - anchor) % step == 0) on_grid_[i] = 1;
    }
}

std::set<std::size_t> Oracle::restarts() const {
    const auto& type = situation_.type;
    std::set<std::size_t> found;
    if (type.grid.kind == GridKind::fixed || type.hosts.fixed.size() > 1) return found;
    for (const auto& claim : situation_.claims) {
        if (!is_live(claim)) continue;
        const auto end = claim.window.end + type.buffers.before + Minutes{1} - Milliseconds{1};
        found.insert(aligned(hours_.minute_of(end)));
    }
    const auto before = static_cast<std::size_t>(type.buffers.before.count());
    for (std::size_t i = 1; i + before < hours_.size(); ++i) {
        if (absent_[i - 1] > absent_[i] || busy_[i - 1] > busy_[i]) {
            found.insert(aligned(i + before));
        }
    }
    return found;
}

bool Oracle::is_live(const Claim& claim) const {
    const bool is_moved = std::ranges::count(situation_.moving, claim.holder) > 0;
    return !is_moved && (!claim.expires_at || *claim.expires_at > situation_.now);
}

void Oracle::mark_claims() {
    for (const auto& claim : situation_.claims) {
        if (!is_live(claim)) continue;
        const auto end = hours_.minute_of(claim.window.end);
        for (auto i = hours_.minute_of(claim.window.start); i < end; ++i) claimed_[i] = 1;
    }
}

void Oracle::mark(std::vector<char>& minutes, const std::vector<Interval>& times) {
    const Interval whole = hours_.span();
    for (const auto& time : times) {
        const Interval known{std::max(time.start, whole.start), std::min(time.end, whole.end)};
        for (auto at = known.start; at < known.end; at += Minutes{1}) {
            minutes[hours_.minute_of(at)] = 1;
        }
    }
}

bool Oracle::are_all_open(std::size_t first, std::size_t end) const {
    for (auto i = first; i < end; ++i) {
        if (open_[i] == 0) return false;
    }
    return true;
}

bool Oracle::is_any(const std::vector<char>& marked, std::size_t first, std::size_t end) {
    for (auto i = first; i < end; ++i) {
        if (marked[i] != 0) return true;
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
    const auto& window = situation_.type.window;
    if (const auto* fixed = std::get_if<FixedDates>(&window)) return date > fixed->to;
    if (const auto* rolling = std::get_if<RollingDays>(&window)) {
        return (date - today_).count() > rolling->days;
    }
    if (const auto* business = std::get_if<RollingBusinessDays>(&window)) {
        return date > today_ && business_days_before(date) >= business->days;
    }
    int before = 0;
    for (Date day = today_; day < date; day += days{1}) before += has_slot(day) ? 1 : 0;
    return before >= std::get<DaysWithSlots>(window).days;
}

int Oracle::business_days_before(Date date) const {
    int counted = 0;
    for (Date day = today_ + days{1}; day < date; day += days{1}) {
        if (std::chrono::weekday{day}.iso_encoding() <= 5) ++counted;
    }
    return counted;
}

bool Oracle::has_slot(Date date) const {
    const auto [known, is_new] = days_with_slots_.try_emplace(date);
    for (std::size_t i = 0; is_new && !known->second && i < type_.size(); ++i) {
        if (type_.date(i) != date) continue;
        known->second = reasons_within_window(type_.instant(i)).empty();
    }
    return known->second;
}

bool Oracle::is_after_slot_of(Date date, Instant start) const {
    const auto [known, is_new] = first_slots_.try_emplace(date, nowhere);
    for (std::size_t i = 0; is_new && known->second == nowhere && i < type_.size(); ++i) {
        if (type_.date(i) == date && is_passed(reasons_alone(type_.instant(i)))) known->second = i;
    }
    return known->second < type_.minute_of(start);
}

bool Oracle::is_passed(const std::vector<Rejection>& reasons) const {
    return std::ranges::all_of(reasons, [this](Rejection reason) {
        return std::ranges::count(situation_.overrides, reason) > 0;
    });
}

bool Oracle::is_in_one_period(const Limit& limit, Date a, Date b) const {
    const std::chrono::year_month_day x{a};
    const std::chrono::year_month_day y{b};
    if (limit.period == LimitPeriod::day) return a == b;
    if (limit.period == LimitPeriod::month) return x.year() == y.year() && x.month() == y.month();
    if (limit.period == LimitPeriod::year) return x.year() == y.year();
    // No week begins between them.
    for (Date day = std::min(a, b) + days{1}; day <= std::max(a, b); day += days{1}) {
        if (std::chrono::weekday{day} == situation_.week_start) return false;
    }
    return true;
}

bool Oracle::is_limited(const Limit& limit, Instant start) const {
    const bool is_of_host = limit.scope == LimitScope::host;
    const bool is_over_hosts = limit.scope == LimitScope::type;
    const Date date = is_of_host      ? date_in(situation_.host_zone, start)
                      : is_over_hosts ? type_.date(type_.minute_of(start))
                                      : hours_.date(hours_.minute_of(start));
    int count = 1;
    Minutes minutes = situation_.duration;
    for (const auto& claim : situation_.claims) {
        if (!is_live(claim) || (!is_of_host && claim.meeting_type != situation_type)) continue;
        if (is_over_hosts && !claim.dates.type) continue;
        const Date on = is_of_host      ? claim.dates.host
                        : is_over_hosts ? *claim.dates.type
                                        : claim.dates.schedule;
        if (!is_in_one_period(limit, on, date)) continue;
        ++count;
        minutes += std::chrono::duration_cast<Minutes>(claim.time.end - claim.time.start);
    }
    return (limit.count && count > *limit.count) || (limit.minutes && minutes > *limit.minutes);
}

std::vector<Rejection> Oracle::reasons(Instant start) const {
    auto found = reasons_alone(start);
    const auto date = type_.date(type_.minute_of(start));
    if (situation_.type.first_per_day && is_after_slot_of(date, start)) {
        found.push_back(Rejection::not_first);
    }
    std::ranges::sort(found);
    return found;
}

std::vector<Rejection> Oracle::reasons_alone(Instant start) const {
    auto found = reasons_within_window(start);
    if (is_too_far(start)) found.push_back(Rejection::too_far);
    return found;
}

std::vector<Rejection> Oracle::reasons_within_window(Instant start) const {
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
    if (!has_schedule_) found.push_back(Rejection::no_schedule);
    if (has_schedule_ && !is_fitting) found.push_back(Rejection::outside_hours);
    if (is_any(absent_, window_first, window_end)) found.push_back(Rejection::absent);
    if (is_within && on_grid_[first] == 0) found.push_back(Rejection::misaligned_start);
    if (is_any(busy_, window_first, window_end)) found.push_back(Rejection::busy);
    if (situation_.is_source_closed) found.push_back(Rejection::source_stale);
    if (is_any(claimed_, window_first, window_end)) found.push_back(Rejection::claimed);
    const auto& limits = situation_.type.limits;
    if (std::ranges::any_of(limits, [&](const Limit& one) { return is_limited(one, start); })) {
        found.push_back(Rejection::limit_reached);
    }
    return found;
}

std::vector<Instant> Oracle::slots() const {
    std::vector<Instant> slots;
    for (auto at = situation_.window.start; at < situation_.window.end; at += Minutes{1}) {
        if (is_passed(reasons(at))) slots.push_back(at);
    }
    return slots;
}

}  // namespace kalends::oracle
