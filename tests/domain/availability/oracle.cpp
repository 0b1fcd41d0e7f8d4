#include "tests/domain/availability/oracle.hpp"

#include <algorithm>

namespace kalends::oracle {
namespace {

using std::chrono::days;

constexpr std::size_t no_minute = static_cast<std::size_t>(-1);

}  // namespace

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

bool is_party_too_large(const Situation& s) {
    return s.party > s.type.party_max.value_or(s.type.seats.value_or(1));
}

std::string type_zone(const Situation& s) {
    if (s.type.zone) return *s.type.zone;
    if (s.type.schedule) return s.type.schedule->zone;
    const auto hosts = hosts_of(s.type.hosts);
    return hosts.size() == 1 ? s.of(hosts.front()).host_zone : s.organisation_zone;
}

Oracle::Oracle(const Situation& situation, const Tables& tables)
    : situation_{situation},
      type_{tables(type_zone(situation))},
      today_{date_in(type_zone(situation), situation.now)},
      within_(type_.size()),
      on_grid_(type_.size()) {
    for (const auto host : hosts_of(situation.type.hosts)) {
        hosts_.emplace_back(situation, situation.of(host), tables);
    }
    mark_starts(tables);
}

// Rule H1: the type's own schedule, else the fixed hosts' hours, else each grid of the first group.
void Oracle::mark_starts(const Tables& tables) {
    const HostPlan& plan = situation_.type.hosts;
    if (!situation_.type.schedule && plan.fixed.size() == 1) {
        has_starts_ = hosts_.front().has_schedule();
        within_ = hosts_.front().open();
        on_grid_ = hosts_.front().on_grid();
        return;
    }
    if (situation_.type.schedule) {
        std::vector<Date> holidays;
        for (std::size_t i = 0; i < plan.fixed.size(); ++i) {
            const auto& of_host = hosts_[i].host().holidays;
            holidays.insert(holidays.end(), of_host.begin(), of_host.end());
        }
        has_starts_ = true;
        const auto restarts = hosts_.size() == 1 ? hosts_.front().restarts() : std::set<Minute>{};
        const auto& schedule = *situation_.type.schedule;
        return mark_ranges(situation_, schedule, tables(schedule.zone), holidays, restarts, within_,
                           on_grid_);
    }
    if (!plan.fixed.empty()) return mark_shared(plan.fixed.size());
    binds_slots_ = false;
    for (std::size_t i = 0; i < plan.groups.front().members.size(); ++i) {
        const auto& host = hosts_[i];
        if (host.host().is_retired || !host.has_schedule()) continue;
        has_starts_ = true;
        for (Minute minute = 0; minute < type_.size(); ++minute) {
            if (host.open()[minute] != 0) within_[minute] = 1;
            if (host.on_grid()[minute] != 0) on_grid_[minute] = 1;
        }
    }
}

// Where all are open, each midnight of the type's zone begins anew.
void Oracle::mark_shared(std::size_t fixed) {
    const std::vector<HostMarks>& hosts = hosts_;
    has_starts_ = std::all_of(hosts.begin(), hosts.begin() + static_cast<std::ptrdiff_t>(fixed),
                              [](const HostMarks& host) { return host.has_schedule(); });
    if (!has_starts_) return;
    std::set<Minute> midnights;
    const Date last = type_.date(type_.size() - 1);
    for (Date date = type_.date(0); date <= last; date += days{1}) {
        midnights.insert(type_.minute_of(CivilMinute{date}));
    }
    Minute run_start = 0;
    for (Minute i = 0; i <= type_.size(); ++i) {
        bool is_open = i < type_.size();
        for (std::size_t host = 0; host < fixed && is_open; ++host) {
            is_open = hosts[host].open()[i] != 0;
        }
        const bool was_open = i > 0 && within_[i - 1] != 0;
        if (was_open && (!is_open || midnights.contains(i))) {
            mark_grid(situation_, type_, run_start, i, {}, on_grid_);
        }
        if (!is_open) continue;
        within_[i] = 1;
        if (!was_open || midnights.contains(i)) run_start = i;
    }
}

const HostMarks& Oracle::marks_of(HostId host) const {
    return *std::ranges::find(hosts_, host, &HostMarks::id);
}

// A host that asks is the only one of its group.
std::vector<const HostMarks*> Oracle::members_asked(std::size_t group) const {
    std::vector<const HostMarks*> asked;
    for (const auto& member : situation_.type.hosts.groups[group].members) {
        if (member.host == situation_.own) return {&marks_of(member.host)};
        asked.push_back(&marks_of(member.host));
    }
    return asked;
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
    for (Minute i = 0; is_new && !known->second && i < type_.size(); ++i) {
        if (type_.date(i) != date) continue;
        const Instant start = type_.instant(i);
        known->second =
            !is_refused_by_type(start, {}) && said_within_window(start, {}).refused.empty();
    }
    return known->second;
}

bool Oracle::is_after_slot_of(Date date, Instant start) const {
    const auto [known, is_new] = first_slots_.try_emplace(date, no_minute);
    for (Minute i = 0; is_new && known->second == no_minute && i < type_.size(); ++i) {
        if (type_.date(i) != date) continue;
        const Instant other = type_.instant(i);
        if (is_refused_by_type(other, situation_.overrides)) continue;
        if (said_alone(other, situation_.overrides).refused.empty()) known->second = i;
    }
    return known->second < type_.minute_of(start);
}

// Of the type over all hosts: a booking of several counts once.
bool Oracle::is_limited(const Limit& limit, Instant start) const {
    const Date date = type_.date(type_.minute_of(start));
    int count = 1;
    Minutes minutes = situation_.duration;
    std::set<std::pair<StreamId, Instant>> counted;
    std::set<SessionId> sessions;
    std::vector<const HostSituation*> hosts;
    for (const auto& host : hosts_) hosts.push_back(&host.host());
    for (const auto& former : situation_.former) hosts.push_back(&former);
    for (const auto* host : hosts) {
        for (const auto& claim : host->claims) {
            if (claim.meeting_type != situation_type || !claim.dates.type) continue;
            if (!is_counted(situation_, claim, sessions)) continue;
            if (!is_in_one_period(situation_, limit, *claim.dates.type, date)) continue;
            if (!counted.insert({claim.holder, claim.time.start}).second) continue;
            ++count;
            minutes += std::chrono::duration_cast<Minutes>(claim.time.end - claim.time.start);
        }
    }
    return (limit.count && count > *limit.count) || (limit.minutes && minutes > *limit.minutes);
}

Said Oracle::said(Instant start) const {
    auto said = said_alone(start, situation_.overrides);
    const auto date = type_.date(type_.minute_of(start));
    if (situation_.type.first_per_day && is_after_slot_of(date, start)) {
        said.add(split({Rejection::not_first}, situation_.overrides));
    }
    return said;
}

Said Oracle::said_alone(Instant start, const Passed& passed) const {
    auto said = said_within_window(start, passed);
    if (is_too_far(start)) said.add(split({Rejection::too_far}, passed));
    return said;
}

std::vector<Rejection> Oracle::reasons_of_type(Instant start) const {
    const auto& buffers = situation_.type.buffers;
    auto first = type_.minute_of(start);
    auto end = first + static_cast<Minute>(situation_.duration.count());
    const bool is_within = within_[first] != 0;
    const bool is_on_grid = on_grid_[first] != 0;
    if (buffers.inside_hours) {
        first -= static_cast<Minute>(buffers.before.count());
        end += static_cast<Minute>(buffers.after.count());
    }
    bool is_fitting = is_within;
    for (auto i = first; i < end; ++i) is_fitting = is_fitting && within_[i] != 0;
    std::vector<Rejection> found;
    if (is_too_soon(start)) found.push_back(Rejection::too_soon);
    if (!has_starts_) found.push_back(Rejection::no_schedule);
    if (has_starts_ && binds_slots_ && !is_fitting) found.push_back(Rejection::outside_hours);
    if (has_starts_ && is_within && !is_on_grid) found.push_back(Rejection::misaligned_start);
    if (is_party_too_large(situation_)) found.push_back(Rejection::party_too_large);
    if (std::ranges::any_of(situation_.type.limits, [&](const Limit& limit) {
            return limit.scope == LimitScope::type && is_limited(limit, start);
        })) {
        found.push_back(Rejection::limit_reached);
    }
    return found;
}

// A host of a group must be open for all of the slot, whatever its grid.
Said Oracle::said_by(const HostMarks& host, Instant start, const Passed& passed) const {
    const auto& buffers = situation_.type.buffers;
    const auto first = type_.minute_of(start);
    const auto end = first + static_cast<Minute>(situation_.duration.count());
    const auto window_first = first - static_cast<Minute>(buffers.before.count());
    const auto window_end = end + static_cast<Minute>(buffers.after.count());
    auto reasons = host.taken(first, window_first, window_end);
    unite(reasons,
          buffers.inside_hours ? closed(host, window_first, window_end) : closed(host, first, end));
    return split(reasons, passed);
}

std::vector<Rejection> Oracle::closed(const HostMarks& host, Minute first, Minute end) const {
    if (!host.has_schedule()) return {Rejection::no_schedule};
    return host.is_open(first, end) ? std::vector<Rejection>{}
                                    : std::vector{Rejection::outside_hours};
}

// Seats of an open session: its start is on the grid, its time is claimed, and it is counted.
Said Oracle::said_of_session(Instant start, const Joinable& session, const Passed& passed) const {
    const auto first = type_.minute_of(start);
    const auto window_first = type_.minute_of(session.window.start);
    const auto window_end = type_.minute_of(session.window.end);
    const bool inside = situation_.type.buffers.inside_hours;
    const auto end = inside ? window_end : first + static_cast<Minute>(situation_.duration.count());
    bool is_fitting = within_[first] != 0;
    for (auto i = inside ? window_first : first; i < end; ++i) {
        is_fitting = is_fitting && within_[i] != 0;
    }
    std::vector<Rejection> found;
    for (const auto host : session.hosts) {
        const bool is_fixed = std::ranges::count(situation_.type.hosts.fixed, host) > 0;
        unite(found, marks_of(host).away(window_first, window_end));
        if (!is_fixed) unite(found, closed(marks_of(host), inside ? window_first : first, end));
    }
    if (is_too_soon(start)) found.push_back(Rejection::too_soon);
    if (!has_starts_) found.push_back(Rejection::no_schedule);
    if (has_starts_ && binds_slots_ && !is_fitting) found.push_back(Rejection::outside_hours);
    if (session.left < situation_.party) found.push_back(Rejection::seats_full);
    if (is_party_too_large(situation_)) found.push_back(Rejection::party_too_large);
    std::vector<Rejection> each;
    unite(each, found);
    return split(each, passed);
}

bool Oracle::is_refused_by_type(Instant start, const Passed& passed) const {
    if (!sessions_at(situation_, start).empty()) return false;
    return !split(reasons_of_type(start), passed).refused.empty();
}

// Seats of an open session come first; another can only be opened where no host is in all of them.
Said Oracle::said_within_window(Instant start, const Passed& passed) const {
    const auto sessions = sessions_at(situation_, start);
    if (sessions.empty()) return said_of_opening(start, passed);
    std::vector<Said> by_each;
    for (const auto& session : sessions) by_each.push_back(said_of_session(start, session, passed));
    Said nearest = *std::ranges::min_element(by_each, is_nearer);
    if (nearest == Said{} || !situation_.type.hosts.fixed.empty()) return nearest;
    return std::min(nearest, said_of_opening(start, passed), is_nearer);
}

Said Oracle::said_of_opening(Instant start, const Passed& passed) const {
    const auto& buffers = situation_.type.buffers;
    const auto first = type_.minute_of(start);
    const auto window_first = first - static_cast<Minute>(buffers.before.count());
    const auto window_end =
        first + static_cast<Minute>((situation_.duration + buffers.after).count());
    Said said = split(reasons_of_type(start), passed);
    const HostPlan& plan = situation_.type.hosts;
    for (std::size_t i = 0; i < plan.fixed.size(); ++i) {
        said.add(split(hosts_[i].taken(first, window_first, window_end), passed));
    }
    for (std::size_t i = 0; i < plan.groups.size(); ++i) {
        std::vector<Said> by_each;
        for (const auto* host : members_asked(i)) by_each.push_back(said_by(*host, start, passed));
        said.add(*std::ranges::min_element(by_each, is_nearer));
    }
    return said;
}

std::uint32_t Oracle::seats_left(Instant start) const {
    const auto& passed = situation_.overrides;
    const auto sessions = sessions_at(situation_, start);
    std::int64_t most = 0;
    for (const auto& session : sessions) {
        if (!said_of_session(start, session, passed).refused.empty()) continue;
        most = std::max(most, session.left);
    }
    const bool may_open = sessions.empty() || (situation_.type.hosts.fixed.empty() &&
                                               said_of_opening(start, passed).refused.empty());
    const auto seats = situation_.type.seats.value_or(1);
    return may_open ? std::max(seats, static_cast<std::uint32_t>(most))
                    : static_cast<std::uint32_t>(most);
}

// Of the sessions that seats can be had of with the least to be let pass.
std::vector<HostId> Oracle::hosts_joined(Instant start) const {
    std::vector<std::pair<Said, HostId>> all;
    for (const auto& session : sessions_at(situation_, start)) {
        const auto said = said_of_session(start, session, situation_.overrides);
        if (!said.refused.empty()) continue;
        for (const auto host : session.hosts) all.emplace_back(said, host);
    }
    std::vector<HostId> hosts;
    for (const auto host : hosts_of(situation_.type.hosts)) {
        for (const auto& [said, other] : all) {
            const bool is_nearest = std::ranges::none_of(
                all, [&said](const auto& one) { return is_nearer(one.first, said); });
            if (other == host && is_nearest && !std::ranges::count(hosts, host)) {
                hosts.push_back(host);
            }
        }
    }
    return hosts;
}

std::vector<HostId> Oracle::hosts_free(Instant start) const {
    const HostPlan& plan = situation_.type.hosts;
    if (auto joined = hosts_joined(start); !joined.empty()) return joined;
    std::vector<HostId> hosts = plan.fixed;
    for (std::size_t i = 0; i < plan.groups.size(); ++i) {
        const auto members = members_asked(i);
        std::vector<Said> by_each;
        for (const auto* host : members)
            by_each.push_back(said_by(*host, start, situation_.overrides));
        const Said least = *std::ranges::min_element(by_each, is_nearer);
        if (!least.refused.empty()) continue;
        for (std::size_t member = 0; member < members.size(); ++member) {
            if (by_each[member] == least) hosts.push_back(members[member]->id());
        }
    }
    return hosts;
}

std::vector<Instant> Oracle::slots() const {
    std::vector<Instant> slots;
    for (auto at = situation_.window.start; at < situation_.window.end; at += Minutes{1}) {
        if (is_refused_by_type(at, situation_.overrides)) continue;
        if (said(at).refused.empty()) slots.push_back(at);
    }
    return slots;
}

}  // namespace kalends::oracle
