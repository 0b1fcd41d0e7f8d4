#include "tests/domain/availability/host_marks.hpp"

#include <algorithm>
#include <map>

namespace kalends::oracle {
namespace {

using std::chrono::days;

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

Minute aligned(const Situation& situation, const MinuteTable& table, Minute minute) {
    const auto align = situation.type.grid.align_to.value_or(Minutes{1}).count();
    while (minute < table.size() && table.civil(minute).time_since_epoch().count() % align != 0) {
        ++minute;
    }
    return minute;
}

const Schedule* schedule_for(const Situation& situation, const HostSituation& host) {
    if (situation.type.schedule) return &*situation.type.schedule;
    return host.host_schedule ? &*host.host_schedule : nullptr;
}

std::string zone_for(const Situation& situation, const HostSituation& host) {
    const auto* schedule = schedule_for(situation, host);
    return schedule != nullptr ? schedule->zone : host.host_zone;
}

// All fixed hosts and one of each group, which is the host that asks where that is of the group.
bool could_take(const Situation& situation, const std::vector<HostId>& hosts) {
    const HostPlan& plan = situation.type.hosts;
    const auto is_there = [&hosts](HostId host) { return std::ranges::count(hosts, host) > 0; };
    for (const auto& group : plan.groups) {
        std::int64_t there = 0;
        bool is_asking = false;
        for (const auto& member : group.members) {
            there += is_there(member.host) ? 1 : 0;
            is_asking = is_asking || member.host == situation.own;
        }
        if (there != 1 || (is_asking && !is_there(situation.own))) return false;
    }
    return std::ranges::all_of(plan.fixed, is_there);
}

}  // namespace

bool is_live(const Situation& situation, const Claim& claim) {
    const bool is_moved = std::ranges::count(situation.moving, claim.holder) > 0;
    return !is_moved && (!claim.expires_at || *claim.expires_at > situation.now);
}

std::vector<Joinable> sessions_at(const Situation& situation, Instant start) {
    std::map<SessionId, Joinable> found;
    if (!situation.type.seats || !situation.joins) return {};
    for (const auto host : hosts_of(situation.type.hosts)) {
        for (const auto& claim : situation.of(host).claims) {
            if (!claim.seating || claim.meeting_type != situation_type) continue;
            if (claim.time != Interval{start, start + situation.duration}) continue;
            if (!is_live(situation, claim)) continue;
            const auto of = static_cast<std::int64_t>(claim.seating->of);
            auto& session =
                found.try_emplace(claim.seating->session, Joinable{claim.window, of, {}})
                    .first->second;
            if (std::ranges::count(session.hosts, host) == 0) session.hosts.push_back(host);
            if (session.hosts.size() == 1) session.left -= claim.seating->taken;
        }
    }
    std::vector<Joinable> all;
    for (const auto& [id, session] : found) {
        if (could_take(situation, session.hosts)) all.push_back(session);
    }
    return all;
}

bool is_counted(const Situation& situation, const Claim& claim, std::set<SessionId>& sessions) {
    if (!is_live(situation, claim)) return false;
    return !claim.seating || sessions.insert(claim.seating->session).second;
}

bool is_any(const std::vector<char>& marked, Minute first, Minute end) {
    for (auto i = first; i < end; ++i) {
        if (marked[i] != 0) return true;
    }
    return false;
}

bool is_in_one_period(const Situation& situation, const Limit& limit, Date a, Date b) {
    const std::chrono::year_month_day x{a};
    const std::chrono::year_month_day y{b};
    if (limit.period == LimitPeriod::day) return a == b;
    if (limit.period == LimitPeriod::month) return x.year() == y.year() && x.month() == y.month();
    if (limit.period == LimitPeriod::year) return x.year() == y.year();
    // No week begins between them.
    for (Date day = std::min(a, b) + days{1}; day <= std::max(a, b); day += days{1}) {
        if (std::chrono::weekday{day} == situation.week_start) return false;
    }
    return true;
}

// Minute by minute: the grid in force is that of the run, or of the last restart within it.
void mark_grid(const Situation& situation, const MinuteTable& table, Minute run_start,
               Minute run_end, const std::set<Minute>& restarts, std::vector<char>& on_grid) {
    const auto& grid = situation.type.grid;
    const auto step = static_cast<Minute>(grid.interval.value_or(situation.duration).count());
    auto anchor = aligned(situation, table, run_start) + static_cast<Minute>(grid.offset.count());
    for (auto i = run_start; i < run_end; ++i) {
        if (restarts.contains(i)) anchor = i;
        if (i >= anchor && (i - anchor) % step == 0) on_grid[i] = 1;
    }
}

// The minutes of one date's ranges; each run of them is a range, and an anchor.
void mark_ranges(const Situation& situation, const Schedule& schedule, const MinuteTable& table,
                 const std::vector<Date>& holidays, const std::set<Minute>& restarts,
                 std::vector<char>& open, std::vector<char>& on_grid) {
    const Date last = table.date(table.size() - 1);
    for (Date date = table.date(0); date <= last; date += days{1}) {
        const bool is_holiday = std::ranges::count(holidays, date) > 0;
        const auto ranges = written_for(schedule, date, is_holiday);
        if (!table.has(date) || ranges.empty()) continue;
        std::vector<char> on_date(table.size() + 1);
        Minute first = table.size();
        Minute last_end = 0;
        for (const auto& range : ranges) {
            const auto start = table.minute_of(CivilMinute{date + range.start});
            const auto end = table.minute_of(CivilMinute{date + range.end});
            for (auto i = start; i < end; ++i) on_date[i] = 1;
            first = std::min(first, start);
            last_end = std::max(last_end, end);
        }
        Minute run_start = 0;
        for (auto i = first; i < last_end; ++i) {
            if (on_date[i] == 0) continue;
            open[i] = 1;
            if (i == 0 || on_date[i - 1] == 0) run_start = i;
            if (on_date[i + 1] == 0) {
                mark_grid(situation, table, run_start, i + 1, restarts, on_grid);
            }
        }
    }
}

HostMarks::HostMarks(const Situation& situation, const HostSituation& host, const Tables& tables)
    : situation_{situation},
      host_{host},
      schedule_{schedule_for(situation, host)},
      hours_{tables(zone_for(situation, host))},
      open_(hours_.size()),
      on_grid_(hours_.size()),
      claimed_(hours_.size()),
      absent_(hours_.size()),
      busy_(hours_.size()) {
    mark_claims();
    mark(absent_, host.absences);
    mark(busy_, host.busy);
    if (schedule_ == nullptr) return;
    mark_ranges(situation, *schedule_, hours_, host.holidays, restarts(), open_, on_grid_);
}

void HostMarks::mark_claims() {
    for (const auto& claim : host_.claims) {
        if (!is_live(situation_, claim)) continue;
        const auto end = hours_.minute_of(claim.window.end);
        for (auto i = hours_.minute_of(claim.window.start); i < end; ++i) claimed_[i] = 1;
    }
}

void HostMarks::mark(std::vector<char>& minutes, const std::vector<Interval>& times) const {
    const Interval whole = hours_.span();
    for (const auto& time : times) {
        const Interval known{std::max(time.start, whole.start), std::min(time.end, whole.end)};
        for (auto at = known.start; at < known.end; at += Minutes{1}) {
            minutes[hours_.minute_of(at)] = 1;
        }
    }
}

std::set<Minute> HostMarks::restarts() const {
    const auto& type = situation_.type;
    std::set<Minute> found;
    if (type.grid.kind == GridKind::fixed || hosts_of(type.hosts).size() > 1) return found;
    for (const auto& claim : host_.claims) {
        if (!is_live(situation_, claim)) continue;
        const auto end = claim.window.end + type.buffers.before + Minutes{1} - Milliseconds{1};
        found.insert(aligned(situation_, hours_, hours_.minute_of(end)));
    }
    const auto before = static_cast<Minute>(type.buffers.before.count());
    for (Minute i = 1; i + before < hours_.size(); ++i) {
        if (absent_[i - 1] > absent_[i] || busy_[i - 1] > busy_[i]) {
            found.insert(aligned(situation_, hours_, i + before));
        }
    }
    return found;
}

bool HostMarks::is_open(Minute first, Minute end) const {
    for (auto i = first; i < end; ++i) {
        if (open_[i] == 0) return false;
    }
    return true;
}

bool HostMarks::is_limited(const Limit& limit, Minute start) const {
    const bool is_of_host = limit.scope == LimitScope::host;
    const Instant at = hours_.instant(start);
    const Date date = is_of_host ? date_in(host_.host_zone, at) : hours_.date(start);
    int count = 1;
    Minutes minutes = situation_.duration;
    std::set<SessionId> sessions;
    for (const auto& claim : host_.claims) {
        if (!is_counted(situation_, claim, sessions)) continue;
        if (!is_of_host && claim.meeting_type != situation_type) continue;
        const Date on = is_of_host ? claim.dates.host : claim.dates.schedule;
        if (!is_in_one_period(situation_, limit, on, date)) continue;
        ++count;
        minutes += std::chrono::duration_cast<Minutes>(claim.time.end - claim.time.start);
    }
    return (limit.count && count > *limit.count) || (limit.minutes && minutes > *limit.minutes);
}

std::vector<Rejection> HostMarks::away(Minute window_first, Minute window_end) const {
    std::vector<Rejection> found;
    if (host_.is_retired) found.push_back(Rejection::not_active);
    if (is_any(absent_, window_first, window_end)) found.push_back(Rejection::absent);
    if (is_any(busy_, window_first, window_end)) found.push_back(Rejection::busy);
    if (host_.is_source_closed) found.push_back(Rejection::source_stale);
    return found;
}

std::vector<Rejection> HostMarks::taken(Minute first, Minute window_first,
                                        Minute window_end) const {
    auto found = away(window_first, window_end);
    if (is_any(claimed_, window_first, window_end)) found.push_back(Rejection::claimed);
    const auto is_reached = [&](const Limit& limit) {
        return limit.scope != LimitScope::type && is_limited(limit, first);
    };
    if (std::ranges::any_of(situation_.type.limits, is_reached)) {
        found.push_back(Rejection::limit_reached);
    }
    return found;
}

}  // namespace kalends::oracle
