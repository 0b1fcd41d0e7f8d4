#include "domain/availability/evaluation.hpp"

#include <algorithm>
#include <functional>

#include "domain/planted_bugs.hpp"

namespace kalends {
namespace {

// Within the bookable years, so that zones can be asked about all of it.
Interval bounded(const Interval& starts) {
    const auto& years = bookable_years;
    return {std::clamp(starts.start, years.start, years.end),
            std::clamp(starts.end, years.start, years.end)};
}

ZoneClock type_zone(const Question& question, HoursCache& cache) {
    return cache.zone(zone_of(*question.type.terms, question.host, question.organisation_zone));
}

bool is_whole_minute(Instant at) {
    return at.time_since_epoch() % Minutes{1} == Milliseconds{0};
}

Reasons standing_reasons(const Question& question) {
    const bool is_active = !question.type.is_retired && !question.host.is_retired;
    return is_active ? Reasons{} : Reasons{Rejection::not_active};
}

// Off the grid, or outside hours, every whole minute may be a slot.
constexpr Reasons frees_from_grid{Rejection::no_schedule, Rejection::outside_hours,
                                  Rejection::misaligned_start};

}  // namespace

Evaluation::Evaluation(const Question& question, const Interval& starts, HoursCache& cache)
    : question_{question},
      starts_{bounded(starts)},
      standing_{standing_reasons(question)},
      remembered_from_{std::max(question.now - calendar_memory, bookable_years.start)},
      horizon_{*question.type.terms, type_zone(question, cache), question.now},
      hours_{question, starts_, cache},
      claims_{question} {}

Judgement Evaluation::judge(Instant start) {
    if (start < bookable_years.start) return {{Rejection::too_soon}, {}};
    if (start >= bookable_years.end) return {{Rejection::too_far}, {}};
    const Interval window = protected_window(question_, start);
    const bool buffers_inside = question_.type.terms->buffers.inside_hours &&
                                !planted(PlantedBug::buffers_inside_hours_ignored);
    const Interval slot = buffers_inside ? window : Interval{start, start + question_.duration};
    const Reasons firm = firm_reasons(start, window);
    Reasons found = horizon_.reasons(start) | hours_.reasons(start, slot);
    if (claims_.first_conflict(window) != nullptr) found.add(Rejection::claimed);
    const Reasons passed = question_.overrides.reasons();
    return {firm | found.without(passed), (found & passed).without(firm)};
}

// What no override lets pass, beside a conflict: a calendar forgets claims of long ago, so nothing
// may be put where it could stand over one of them.
Reasons Evaluation::firm_reasons(Instant start, const Interval& window) const {
    Reasons reasons = standing_;
    if (!is_whole_minute(start)) reasons.add(Rejection::misaligned_start);
    if (window.start < remembered_from_) reasons.add(Rejection::too_soon);
    if (window.end > bookable_years.end) reasons.add(Rejection::too_far);
    return reasons;
}

template <class Visit>
void Evaluation::visit_candidates(Visit visit) {
    if ((question_.overrides.reasons() & frees_from_grid).empty()) {
        hours_.visit_grid(starts_, visit);
        return;
    }
    for (auto at = std::chrono::ceil<Minutes>(starts_.start); at < starts_.end; at += Minutes{1}) {
        visit(at);
    }
}

std::vector<Slot> Evaluation::slots() {
    std::vector<Slot> slots;
    visit_candidates([this, &slots](Instant start) {
        if (judge(start).is_slot()) slots.push_back({{start, start + question_.duration}});
    });
    const auto is_ascending =
        std::ranges::adjacent_find(slots, std::greater_equal{}) == slots.end();
    if (is_ascending) return slots;
    std::ranges::sort(slots);
    const auto repeated = std::ranges::unique(slots);
    slots.erase(repeated.begin(), repeated.end());
    return slots;
}

}  // namespace kalends
