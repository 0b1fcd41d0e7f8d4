#include "projections/audit/limits_proof.hpp"

#include <algorithm>

#include "domain/check.hpp"
#include "domain/schedule.hpp"

namespace kalends {
namespace {

using std::chrono::days;
using std::chrono::months;
using std::chrono::years;

// Reckoned otherwise than where claims are decided, so that an error of one is found by the other.
DateRange dates_around(Date date, LimitPeriod period, std::chrono::weekday week_start) {
    const std::chrono::year_month_day day{date};
    const auto first_of_month = day.year() / day.month() / 1;
    const auto first_of_year = day.year() / 1 / 1;
    Date first_of_week = date;
    switch (period) {
        case LimitPeriod::day:
            return {date, date};
        case LimitPeriod::week:
            while (std::chrono::weekday{first_of_week} != week_start) first_of_week -= days{1};
            return {first_of_week, first_of_week + days{6}};
        case LimitPeriod::month:
            return {Date{first_of_month}, Date{first_of_month + months{1}} - days{1}};
        case LimitPeriod::year:
            return {Date{first_of_year}, Date{first_of_year + years{1}} - days{1}};
    }
    broken("every period has dates");
}

Usage amount_of(const Interval& time) {
    return {1, minutes_of(time)};
}

bool is_over(const Limit& limit, Usage used, Usage more) {
    return (limit.count && used.count + more.count > *limit.count) ||
           (limit.minutes && used.minutes + more.minutes > *limit.minutes);
}

template <class Fact>
bool is_overridden(const Fact& fact) {
    if constexpr (requires { fact.overridden; }) {
        const auto& overridden = fact.overridden;
        return std::ranges::find(overridden, Rejection::limit_reached) != overridden.end();
    }
    return false;
}

}  // namespace

// What a claim takes the place of is let go first, and does not count against it (rule L3).
template <class Fact>
std::optional<LimitUse> LimitsProof::take_claim(const Envelope& envelope, const Fact& fact) {
    const auto holder = envelope.streams.front().first;
    const Taken claim = taken_by(fact);
    const bool is_free_to_break = is_overridden(fact) || confirms(fact, claim, envelope.time);
    const Taken asked = newly_taken<Fact>(holder, claim);
    let_go(holder);
    if constexpr (requires { fact.hold->hold; }) {
        if (fact.hold) let_go(stream_of(fact.hold->hold));
    }
    std::optional<LimitUse> over;
    const bool joins = !claim.session.is_nil() && claims_of_[claim.session]++ > 0;
    if (!is_free_to_break && !joins) {
        over = first_broken(limits_[fact.meeting_type], asked, week_starts_[envelope.source]);
    }
    if (!joins) count(claim, amount_of(claim.time));
    taken_.insert_or_assign(holder, claim);
    return over;
}

// A booking that is reassigned, or the session that it has seats of, is asked about on the host
// that is new to it.
template <class Fact>
LimitsProof::Taken LimitsProof::newly_taken(StreamId holder, const Taken& claim) const {
    Taken taken = claim;
    if (!std::is_same_v<Fact, BookingReassigned>) return taken;
    const auto before = taken_.find(holder);
    const auto& counted = before == taken_.end() ? moved_from_ : before->second.counted;
    std::erase_if(taken.counted, [&counted](const auto& one) {
        return std::ranges::find(counted, one) != counted.end();
    });
    return taken;
}

// What was taken before types counted is not counted over all hosts.
template <class Fact>
LimitsProof::Taken LimitsProof::taken_by(const Fact& fact) {
    const BookedTime& when = fact.when;
    Taken taken{when.time, 1, {}, {}, {}};
    if constexpr (requires { fact.expires_at; }) taken.expires_at = fact.expires_at;
    if (when.seats) taken.session = when.seats->session;
    if constexpr (requires { fact.party; }) taken.party = fact.party;
    if (!when.counted_by.is_nil()) {
        taken.counted.push_back({{LimitScope::type, when.counted_by, {}}, when.type_date});
    }
    for (const auto& on : when.hosts) {
        taken.counted.push_back(
            {{LimitScope::type_on_host, fact.meeting_type, on.host}, on.schedule_date});
        taken.counted.push_back({{LimitScope::host, {}, on.host}, on.host_date});
    }
    return taken;
}

// A live hold is confirmed as it was made, whatever limits came since (RULES.md, life of a
// booking): what it may take was proved then.
template <class Fact>
bool LimitsProof::confirms(const Fact& fact, const Taken& claim, Instant now) const {
    if constexpr (requires { fact.hold->hold; }) {
        if (!fact.hold) return false;
        const auto held = taken_.find(stream_of(fact.hold->hold));
        return held != taken_.end() && now < held->second.expires_at &&
               held->second.time == claim.time && held->second.party == claim.party &&
               held->second.counted == claim.counted;
    }
    return false;
}

std::optional<LimitUse> LimitsProof::take(const StoredEvent& stored) {
    const auto& envelope = stored.envelope;
    return std::visit(
        [&]<class Fact>(const Fact& fact) -> std::optional<LimitUse> {
            if constexpr (std::is_same_v<Fact, SeriesMoved> || std::is_same_v<Fact, SessionMoved>) {
                // All of them move at once, though one event after the other says where to: none
                // is counted where it was while another is where it will be (rule B5).
                for (const auto booking : fact.bookings) {
                    const auto found = taken_.find(stream_of(booking));
                    if (found != taken_.end()) moved_from_ = found->second.counted;
                    let_go(stream_of(booking));
                }
            } else if constexpr (requires { fact.terms.week_start; }) {
                week_starts_[fact.organisation] = weekday_of(fact.terms.week_start);
            } else if constexpr (requires { fact.terms.limits; }) {
                limits_[fact.meeting_type] = fact.terms.limits;
            } else if constexpr (requires { fact.when.hosts; }) {
                return take_claim(envelope, fact);
            } else if constexpr (requires { fact.released; }) {
                let_go(envelope.streams.front().first);
            } else if constexpr (std::is_same_v<Fact, HoldExtended>) {
                const auto held = taken_.find(stream_of(fact.hold));
                if (held != taken_.end()) held->second.expires_at = fact.expires_at;
            }
            return std::nullopt;
        },
        stored.event);
}

std::optional<LimitUse> LimitsProof::first_broken(const std::vector<Limit>& limits,
                                                  const Taken& claim,
                                                  std::chrono::weekday week_start) const {
    for (const auto& limit : limits) {
        for (const auto& [counter, date] : claim.counted) {
            if (counter.scope != limit.scope) continue;
            const auto period = dates_around(date, limit.period, week_start);
            const auto before = used(counter, period);
            if (!is_over(limit, before, amount_of(claim.time))) continue;
            return LimitUse{limit, period, before, counter.host};
        }
    }
    return std::nullopt;
}

Usage LimitsProof::used(const Counter& counter, const DateRange& period) const {
    Usage usage;
    const auto dates = counters_.find(counter);
    if (dates == counters_.end()) return usage;
    const auto end = dates->second.upper_bound(period.last);
    for (auto at = dates->second.lower_bound(period.first); at != end; ++at) usage += at->second;
    return usage;
}

void LimitsProof::let_go(StreamId holder) {
    const auto found = taken_.find(holder);
    if (found == taken_.end()) return;
    const Taken& claim = found->second;
    const bool is_last = claim.session.is_nil() || --claims_of_[claim.session] == 0;
    if (is_last) {
        count(claim, -amount_of(claim.time));
        claims_of_.erase(claim.session);
    }
    taken_.erase(found);
}

void LimitsProof::count(const Taken& claim, Usage usage) {
    for (const auto& [counter, date] : claim.counted) {
        auto& dates = counters_[counter];
        auto& used = dates[date];
        used += usage;
        if (used == Usage{}) dates.erase(date);
    }
}

}  // namespace kalends
