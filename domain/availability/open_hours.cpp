#include "domain/availability/open_hours.hpp"

#include <algorithm>
#include <utility>

namespace kalends {
namespace {

Milliseconds step_of(const Question& question) {
    const Minutes step = question.type.terms->grid.interval.value_or(question.duration);
    ensure(step >= Minutes{1}, "the steps of a grid are at least one minute long");
    return step;
}

// With several hosts there is no calendar whose claims a grid could follow.
bool is_packed(const Question& question) {
    return question.type.terms->grid.kind == GridKind::packed && question.hosts.size() == 1;
}

}  // namespace

OpenHours::OpenHours(const Question& question, const Interval& starts,
                     std::shared_ptr<const ExpandedHours> hours)
    : question_{question},
      grid_{question.type.terms->grid},
      step_{step_of(question)},
      asked_from_{starts.start},
      hours_{std::move(hours)} {}

Reasons OpenHours::reasons_by_search(Instant start, Interval slot) {
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

OpenHours::Place OpenHours::place_of(Instant start) {
    Place place;
    for (auto at = first_reaching(start); at < size() && range(at).own.start <= start; ++at) {
        if (!range(at).own.contains(start)) continue;
        anchor_at(at);
        place.is_within = true;
        place.is_on_grid = place.is_on_grid || is_on_grid(start);
    }
    return place;
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
    grids_.first = aligned(start) + grid_.offset;
    grids_.later.clear();
    if (is_packed(question_)) grids_.later = packed(range(at).own);
    alone_ = range(at).own;
    if (at > 0) alone_.start = std::max(alone_.start, range(at - 1).reach);
    if (at + 1 < size()) alone_.end = std::min(alone_.end, range(at + 1).own.start);
}

// Where what takes the only host's time begins a grid anew within a range: whether it is near what
// is asked makes no difference.
std::vector<Instant> OpenHours::packed(const Interval& own) const {
    constexpr std::chrono::hours aligned_within{3};
    const Minutes before = question_.type.terms->buffers.before;
    const Host& host = *question_.hosts.front();
    const LiveClaims live{question_, host};
    std::vector<Instant> anchors;
    const auto begin_anew = [&](Instant end) {
        const Instant anchor = aligned(std::chrono::ceil<Minutes>(end + before));
        if (own.contains(anchor)) anchors.push_back(anchor);
    };
    const Interval span{own.start - before - aligned_within, own.end};
    host.calendar.visit_overlapping(span, [&](const Claim& claim) {
        const bool by_booking = planted(PlantedBug::packed_after_end_not_window);
        if (live.counts(claim)) begin_anew(by_booking ? claim.time.end : claim.window.end);
        return true;
    });
    if (host.absences != nullptr) host.absences->taken().visit_ends(span, begin_anew);
    if (host.busy != nullptr) host.busy->taken().visit_ends(span, begin_anew);
    std::ranges::sort(anchors);
    return anchors;
}

Instant OpenHours::first_on_grid(Instant anchor, Instant not_before) const {
    if (anchor >= not_before) return anchor;
    const auto steps = (not_before - anchor + step_ - Milliseconds{1}) / step_;
    return anchor + steps * step_;
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
