#include "domain/availability/limits.hpp"

#include <algorithm>
#include <set>

namespace kalends {
namespace {

// The civil date on which a scope counts a moved claim; nothing if it does not.
std::optional<Date> date_counted(const MovedClaim& moved, const Question& question,
                                 LimitScope scope, const Host* host) {
    if (scope == LimitScope::type) {
        if (moved.when->counted_by != question.type.id) return std::nullopt;
        return moved.when->type_date;
    }
    const auto on_host = std::ranges::find(moved.when->hosts, host->id, &HostClaim::host);
    if (on_host == moved.when->hosts.end()) return std::nullopt;
    if (scope == LimitScope::host) return on_host->host_date;
    if (moved.meeting_type != question.type.id) return std::nullopt;
    return on_host->schedule_date;
}

std::optional<Date> date_counted(const Claim& claim, const Question& question, LimitScope scope) {
    if (scope == LimitScope::host) return claim.dates.host;
    if (claim.meeting_type != question.type.id) return std::nullopt;
    return scope == LimitScope::type ? claim.dates.type : std::optional{claim.dates.schedule};
}

// Whether a session goes on counting although this claim of it is due: another one stays, or counts
// as moved.
bool goes_on(const Calendar& calendar, const Claim& due, const Question& question) {
    bool goes_on = false;
    calendar.visit_overlapping(due.window, [&](const Claim& other) {
        goes_on =
            other.shares_session(due) && (other.is_live(question.now) || is_moved(other, question));
        return !goes_on;
    });
    return goes_on;
}

// What counts a claim once, on however many hosts it is and whoever shares it.
std::pair<StreamId, Instant> counted_as(const Claim& claim) {
    const auto holder = claim.seating ? stream_of(claim.seating->session) : claim.holder;
    return {holder, claim.time.start};
}

// In whose dates a scope counts (rule L2).
ZoneClock zone_of_scope(LimitScope scope, const Question& question, const Host& host,
                        HoursCache& cache) {
    const std::string& host_zone = host.terms->zone;
    if (scope == LimitScope::host) return cache.zone(host_zone);
    const auto schedule = schedule_of(question.type, host);
    return cache.zone(schedule ? schedule->zone : host_zone);
}

}  // namespace

Limits::Limits(const Question& question, HoursCache& cache) : question_{question} {
    for (const auto& limit : question.type.terms->limits) {
        if (limit.scope != LimitScope::type) continue;
        counted_.push_back({&limit, cache.zone(zone_of(question))});
    }
}

Limits::Limits(const Question& question, const Host& host, HoursCache& cache)
    : question_{question}, host_{&host} {
    for (const auto& limit : question.type.terms->limits) {
        if (limit.scope == LimitScope::type) continue;
        counted_.push_back({&limit, zone_of_scope(limit.scope, question, host, cache)});
    }
}

bool Limits::is_any_reached(Instant start) {
    return reached(start).has_value();
}

std::optional<LimitUse> Limits::reached(Instant start) {
    for (auto& counted : counted_) {
        if (!counted.surely.contains(start)) look_at(counted, start);
        if (!is_over(counted)) continue;
        return LimitUse{*counted.limit, counted.period, counted.used,
                        host_ == nullptr ? HostId{} : host_->id};
    }
    return std::nullopt;
}

// What the instants of a period are is looked up once a second start lies in it: most questions ask
// about one.
void Limits::look_at(Counted& counted, Instant start) const {
    const Date date = counted.zone.date_at(start);
    auto& period = counted.period;
    if (period.contains(date)) {
        counted.surely = counted.zone.surely_within(period.first, period.last);
        return;
    }
    period = period_of(counted.limit->period, date, question_.week_start);
    counted.surely = {};
    counted.used = used_in(period, counted.limit->scope);
}

bool Limits::is_over(const Counted& counted) const {
    const Limit& limit = *counted.limit;
    const Usage& used = counted.used;
    const Minutes more = planted(PlantedBug::limit_lets_one_more) ? Minutes{0} : question_.duration;
    const int one_more = planted(PlantedBug::limit_lets_one_more) ? 0 : 1;
    return (limit.count && used.count + one_more > *limit.count) ||
           (limit.minutes && used.minutes + more > *limit.minutes);
}

Usage Limits::used_in(const DateRange& period, LimitScope scope) const {
    const auto& tallies = host_ == nullptr ? question_.type.tallies : host_->tallies;
    const bool is_of_type = scope == LimitScope::type_on_host;
    Usage used = tallies.used(period, is_of_type ? question_.type.id : MeetingTypeId{});
    used += -due_in(period, scope);
    if (!planted(PlantedBug::moved_booking_counts_against_itself)) {
        used += -moved_in(period, scope);
    }
    return used;
}

Usage Limits::moved_in(const DateRange& period, LimitScope scope) const {
    Usage usage;
    for (const auto& moved : question_.moving) {
        if (moved.leaves_others && !moved.takes_count) continue;
        const auto date = date_counted(moved, question_, scope, host_);
        if (date && period.contains(*date)) usage += usage_of(moved.when->time);
    }
    return usage;
}

// A claim of several hosts counts once over all of them.
Usage Limits::due_in(const DateRange& period, LimitScope scope) const {
    Usage usage;
    std::set<std::pair<StreamId, Instant>> counted;
    const auto count_due = [&](const Calendar& calendar) {
        calendar.visit_due(question_.now, [&](const Claim& claim) {
            if (is_moved(claim, question_) || goes_on(calendar, claim, question_)) return;
            const auto date = date_counted(claim, question_, scope);
            if (!date || !period.contains(*date)) return;
            if (counted.insert(counted_as(claim)).second) usage += usage_of(claim.time);
        });
    };
    if (host_ != nullptr) {
        count_due(host_->calendar);
    } else {
        for (const Host* host : question_.hosts) count_due(host->calendar);
        for (const Host* host : question_.former) count_due(host->calendar);
    }
    return usage;
}

}  // namespace kalends
