#include "domain/availability/open_hours.hpp"

#include <algorithm>

#include "domain/planted_bugs.hpp"

namespace kalends {
namespace {

Milliseconds step_of(const Question& question) {
    const Minutes step = question.type.terms->grid.interval.value_or(question.duration);
    ensure(step >= Minutes{1}, "the steps of a grid are at least one minute long");
    return step;
}

bool fits(const Interval& slot, const Interval& open) {
    const bool ends_in_time =
        planted(PlantedBug::end_fit_off_by_one) ? slot.end < open.end : slot.end <= open.end;
    return open.start <= slot.start && ends_in_time;
}

}  // namespace

OpenHours::OpenHours(const Question& question, const Interval& starts, HoursCache& cache)
    : grid_{question.type.terms->grid}, step_{step_of(question)}, asked_from_{starts.start} {
    const auto schedule = schedule_of(question.type, question.host);
    if (!schedule) return;
    const Interval touched{protected_window(question, starts.start).start,
                           protected_window(question, starts.end).end};
    hours_ = cache.hours(schedule, touched);
}

Reasons OpenHours::reasons(Instant start, const Interval& slot) {
    if (!hours_) return {Rejection::no_schedule};
    bool is_within = false;
    bool is_fitting = false;
    bool is_on_some_grid = false;
    for (auto at = begun_by(start); at > 0 && range(at - 1).reach > start; --at) {
        const OpenRange& open = range(at - 1);
        if (!open.own.contains(start)) continue;
        is_within = true;
        is_fitting = is_fitting || fits(slot, open.joined);
        is_on_some_grid = is_on_some_grid || is_on_grid(at - 1, start);
    }
    Reasons reasons;
    if (!is_fitting) reasons.add(Rejection::outside_hours);
    if (is_within && !is_on_some_grid) reasons.add(Rejection::misaligned_start);
    return reasons;
}

std::size_t OpenHours::begun_by(Instant instant) {
    const auto& ranges = hours_->ranges;
    const bool is_later = begun_ == ranges.size() || instant < ranges[begun_].own.start;
    if (begun_ == 0 || !is_later || instant < ranges[begun_ - 1].own.start) {
        const auto later = std::ranges::upper_bound(
            ranges, instant, {}, [](const OpenRange& open) { return open.own.start; });
        begun_ = static_cast<std::size_t>(later - ranges.begin());
    }
    return begun_;
}

std::size_t OpenHours::first_reaching(Instant instant) {
    if (!hours_) return 0;
    auto at = begun_by(instant);
    while (at > 0 && range(at - 1).reach > instant) --at;
    return at;
}

Instant OpenHours::anchor_of(std::size_t at) {
    if (anchored_ != at) {
        Instant start = range(at).own.start;
        if (planted(PlantedBug::grid_from_query_window)) start = std::max(start, asked_from_);
        anchor_ = aligned(start) + grid_.offset;
        anchored_ = at;
    }
    return anchor_;
}

Instant OpenHours::first_on_grid(std::size_t at, Instant not_before) {
    const Instant anchor = anchor_of(at);
    if (anchor >= not_before) return anchor;
    const auto steps = (not_before - anchor + step_ - Milliseconds{1}) / step_;
    return anchor + steps * step_;
}

bool OpenHours::is_on_grid(std::size_t at, Instant start) {
    const Instant anchor = anchor_of(at);
    return anchor <= start && (start - anchor) % step_ == Milliseconds{0};
}

// The first instant from this one on at which the minutes of the local clock are a multiple. Only
// where the clock is set on the way is every minute looked at.
Instant OpenHours::aligned(Instant instant) const {
    if (!grid_.align_to) return instant;
    const ZoneClock& zone = hours_->zone;
    const CivilMinute civil = zone.civil_at(instant);
    const Minutes past = civil.time_since_epoch() % *grid_.align_to;
    const Minutes ahead = past == Minutes{0} ? Minutes{0} : *grid_.align_to - past;
    const bool is_clock_set = zone.civil_at(instant + ahead) != civil + ahead;
    if (!is_clock_set || planted(PlantedBug::grid_aligned_by_elapsed_time)) return instant + ahead;
    while (!is_aligned(instant)) instant += Minutes{1};
    return instant;
}

bool OpenHours::is_aligned(Instant instant) const {
    return hours_->zone.civil_at(instant).time_since_epoch() % *grid_.align_to == Minutes{0};
}

}  // namespace kalends
