#include "domain/availability/open_hours.hpp"

#include <algorithm>

namespace kalends {
namespace {

Milliseconds step_of(const Question& question) {
    const Minutes step = question.type.terms->grid.interval.value_or(question.duration);
    ensure(step >= Minutes{1}, "the steps of a grid are at least one minute long");
    return step;
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

Reasons OpenHours::reasons_by_search(Instant start, const Interval& slot) {
    bool is_within = false;
    bool is_fitting = false;
    bool is_on_some_grid = false;
    for (auto at = first_reaching(start); at < size() && range(at).own.start <= start; ++at) {
        if (!range(at).own.contains(start)) continue;
        anchor_at(at);
        is_within = true;
        is_fitting = is_fitting || fits(slot, range(at).joined);
        is_on_some_grid = is_on_some_grid || is_on_grid(start);
    }
    return reasons_for(is_within, is_fitting, is_on_some_grid);
}

std::size_t OpenHours::first_reaching(Instant instant) const {
    if (!hours_) return 0;
    const auto found = std::ranges::upper_bound(hours_->ranges, instant, {}, &OpenRange::reach);
    return static_cast<std::size_t>(found - hours_->ranges.begin());
}

void OpenHours::anchor_at(std::size_t at) {
    if (anchored_ == at) return;
    Instant start = range(at).own.start;
    if (planted(PlantedBug::grid_from_query_window)) start = std::max(start, asked_from_);
    anchored_ = at;
    anchor_ = aligned(start) + grid_.offset;
    alone_ = range(at).own;
    if (at > 0) alone_.start = std::max(alone_.start, range(at - 1).reach);
    if (at + 1 < size()) alone_.end = std::min(alone_.end, range(at + 1).own.start);
}

Instant OpenHours::first_on_grid(std::size_t at, Instant not_before) {
    anchor_at(at);
    if (anchor_ >= not_before) return anchor_;
    const auto steps = (not_before - anchor_ + step_ - Milliseconds{1}) / step_;
    return anchor_ + steps * step_;
}

// The first instant from this one on at which the minutes of the local clock are a multiple. Only
// where the clock is set on the way is every minute looked at.
Instant OpenHours::aligned(Instant instant) const {
    if (!grid_.align_to) return instant;
    const Minutes multiple = *grid_.align_to;
    const ZoneClock& zone = hours_->zone;
    const CivilMinute civil = zone.civil_at(instant);
    const Minutes past = civil.time_since_epoch() % multiple;
    const Minutes ahead = past == Minutes{0} ? Minutes{0} : multiple - past;
    const bool is_clock_set = zone.civil_at(instant + ahead) != civil + ahead;
    if (!is_clock_set || planted(PlantedBug::grid_aligned_by_elapsed_time)) return instant + ahead;
    while (!is_aligned(instant, multiple)) instant += Minutes{1};
    return instant;
}

bool OpenHours::is_aligned(Instant instant, Minutes multiple) const {
    return hours_->zone.civil_at(instant).time_since_epoch() % multiple == Minutes{0};
}

}  // namespace kalends
