#include "domain/availability/causes.hpp"

#include <algorithm>
#include <utility>

#include "domain/availability/limits.hpp"
#include "domain/availability/live_claims.hpp"

namespace kalends {
namespace {

// When the last of two claims is gone; nothing if one of them stays.
std::optional<Instant> later(std::optional<Instant> a, std::optional<Instant> b) {
    return a && b ? std::optional{std::max(*a, *b)} : std::nullopt;
}

// Gathers the causes of one start, host by host, until there are as many as are told.
class Gathering {
  public:
    Gathering(const Question& question, Instant start, const Interval& window, HoursCache& cache)
        : question_{question}, start_{start}, cache_{cache}, window_{window} {}

    void of_type(Reasons reasons);
    void of_host(const Host& host, Reasons reasons);
    [[nodiscard]] std::vector<Cause> take() { return std::move(causes_); }

  private:
    template <class What>
    void add(Rejection reason, HostId host, What what) {
        if (causes_.size() < causes_max) causes_.push_back({reason, host, std::move(what)});
    }
    void of_hours(const Host& host);
    void of_absences(const Host& host);
    void of_busy_time(const Host& host);
    void of_sources(const Host& host);
    void of_claims(const Host& host, Rejection reason);

    const Question& question_;
    Instant start_;
    HoursCache& cache_;
    Interval window_;
    std::vector<Cause> causes_;
};

// The calendar among those that the host follows that closes the date; nil if none does.
HolidayCalendarId closed_by(const Question& question, const Host& host, Date date) {
    if (question.holidays == nullptr) return {};
    for (const auto calendar : host.terms->holidays) {
        const auto found = question.holidays->find(calendar);
        if (found != question.holidays->end() && found->second.terms->closes(date)) return calendar;
    }
    return {};
}

// The first instant of a slot that is not within one continuous open range; nothing if all is.
std::optional<Instant> first_closed(const ExpandedHours& hours, const Interval& slot) {
    Instant open_until = slot.start;
    const auto& ranges = hours.ranges;
    auto range = std::ranges::upper_bound(ranges, slot.start, {}, &OpenRange::reach);
    for (; range != ranges.end() && range->own.start <= slot.start; ++range) {
        if (range->joined.contains(slot.start)) {
            open_until = std::max(open_until, range->joined.end);
        }
    }
    return open_until < slot.end ? std::optional{open_until} : std::nullopt;
}

void Gathering::of_type(Reasons reasons) {
    if (reasons.has(Rejection::not_active) && question_.type.is_retired) {
        add(Rejection::not_active, {}, PlainCause{});
    }
    if (!reasons.has(Rejection::limit_reached)) return;
    if (const auto use = Limits{question_, cache_}.reached(start_)) {
        add(Rejection::limit_reached, {}, *use);
    }
}

void Gathering::of_host(const Host& host, Reasons reasons) {
    if (reasons.has(Rejection::not_active) && host.is_retired) {
        add(Rejection::not_active, host.id, PlainCause{});
    }
    if (reasons.has(Rejection::no_schedule) && schedule_of(question_.type, host) == nullptr) {
        add(Rejection::no_schedule, host.id, PlainCause{});
    }
    if (reasons.has(Rejection::outside_hours)) of_hours(host);
    if (reasons.has(Rejection::absent)) of_absences(host);
    if (reasons.has(Rejection::busy)) of_busy_time(host);
    if (reasons.has(Rejection::source_stale)) of_sources(host);
    if (reasons.has(Rejection::claimed)) of_claims(host, Rejection::claimed);
    if (reasons.has(Rejection::seats_full)) of_claims(host, Rejection::seats_full);
    if (!reasons.has(Rejection::limit_reached)) return;
    if (const auto use = Limits{question_, host, cache_}.reached(start_)) {
        add(Rejection::limit_reached, host.id, *use);
    }
}

void Gathering::of_hours(const Host& host) {
    const auto schedule = schedule_of(question_.type, host);
    if (schedule == nullptr) return;
    const Closures closures = closures_of(question_, host);
    const auto hours = cache_.hours(schedule, window_, closures);
    const MeetingTypeTerms& terms = *question_.type.terms;
    const bool buffers_inside = terms.buffers.inside_hours;
    const auto closed = first_closed(
        *hours, buffers_inside ? window_ : Interval{start_, start_ + question_.duration});
    if (!closed) return;
    const Date date = hours->zone.date_at(*closed);
    const HoursRule rule = hours_rule(*schedule, date, closures);
    add(Rejection::outside_hours, host.id,
        ClosedHours{
            std::string{terms.schedule ? "" : terms.schedule_name()}, date, rule,
            rule == HoursRule::holiday ? closed_by(question_, host, date) : HolidayCalendarId{}});
}

void Gathering::of_absences(const Host& host) {
    if (host.absences == nullptr) return;
    for (const auto& absence : host.absences->all()) {
        if (absence.time.overlaps(window_)) add(Rejection::absent, host.id, absence);
    }
}

void Gathering::of_busy_time(const Host& host) {
    if (host.busy == nullptr) return;
    for (const auto& source : host.busy->sources()) {
        source.second.taken.visit_overlapping(window_, [&](const Interval& time) {
            add(Rejection::busy, host.id, BusyTaken{source.first, time});
        });
    }
}

void Gathering::of_sources(const Host& host) {
    if (host.busy == nullptr) return;
    for (const auto& [name, source] : host.busy->sources()) {
        const Instant read_at = question_.reads == nullptr
                                    ? source.read_at
                                    : question_.reads->read_at(host.id, name, source);
        const bool is_closed =
            source.standing == SourceStanding::closed ||
            standing_at(source, read_at, question_.now) == SourceStanding::closed;
        if (is_closed) add(Rejection::source_stale, host.id, SourceUnread{name, read_at});
    }
}

// All the seats of a session are one claim, in its name: they stand side by side.
void Gathering::of_claims(const Host& host, Rejection reason) {
    const LiveClaims live{question_, host};
    std::vector<Claim> found;
    host.calendar.visit_overlapping(window_, [&](const Claim& claim) {
        if (!live.counts(claim)) return true;
        if (!found.empty() && claim.shares_session(found.back())) {
            found.back().expires_at = later(found.back().expires_at, claim.expires_at);
            return true;
        }
        found.push_back(claim);
        if (claim.seating) found.back().holder = stream_of(claim.seating->session);
        return found.size() <= causes_max;
    });
    for (const auto& claim : found) add(reason, host.id, claim);
}

}  // namespace

std::vector<Cause> causes(const Question& question, const HostsAsked& asked, Instant start,
                          Reasons reasons, HoursCache& cache) {
    if (reasons.empty() || !bookable_years.contains(start)) return {};
    Gathering gathering{question, start, asked.window, cache};
    gathering.of_type(reasons);
    for (const Host* host : asked.hosts) gathering.of_host(*host, reasons);
    return gathering.take();
}

}  // namespace kalends
