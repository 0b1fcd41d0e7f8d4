#include <algorithm>
#include <variant>

#include "domain/availability/evaluation.hpp"
#include "domain/planted_bugs.hpp"

namespace kalends {

using std::chrono::days;

namespace {

// With claims that are taken one after the other, a day mostly only loses slots. But a packed grid
// is new after each claim, and seats for which something was let pass open a session where no slot
// was.
bool days_can_gain_slots(const Question& question) {
    const MeetingTypeTerms& terms = *question.type.terms;
    const bool lets_pass = !question.overrides.reasons().empty();
    return terms.grid.kind == GridKind::packed || (terms.is_seated() && lets_pass);
}

}  // namespace

Horizon Evaluation::plain_horizon(const Question& question, HoursCache& cache) {
    return {*question.type.terms, cache.zone(zone_of(question)), question.now};
}

// Which days have a slot is looked for by an evaluation of the same question that knows no other
// bound than how many dates, and how many starts of them on how many hosts, are looked at;
// overrides make none of them a day with a slot. It is not looked for if no start that is asked for
// can be beyond such a window.
Horizon Evaluation::horizon_of(const Question& question, const Interval& asked, HoursCache& cache) {
    const Interval starts = within_bookable_years(asked);
    Horizon horizon = plain_horizon(question, cache);
    const auto* window = std::get_if<DaysWithSlots>(&question.type.terms->window);
    if (window == nullptr) return horizon;
    const Date today = horizon.today();
    const bool is_surely_within = horizon.date_at(starts.end) - today < days{window->days};
    if (is_surely_within || horizon.date_at(starts.start) - today >= dates_looked_at_max) {
        return horizon;
    }
    if (question.known == nullptr || days_can_gain_slots(question)) {
        return days_with_slots(question, cache, horizon, *window);
    }
    if (const auto* known = question.known->find(starts.end, question.duration)) return *known;
    horizon = days_with_slots(question, cache, horizon, *window);
    question.known->keep(horizon, question.duration);
    return horizon;
}

Horizon Evaluation::days_with_slots(const Question& question, HoursCache& cache, Horizon horizon,
                                    const DaysWithSlots& window) {
    const Date today = horizon.today();
    Question plain = question;
    plain.overrides = {};
    const Interval dates{horizon.span_of(today).start,
                         horizon.span_of(today + dates_looked_at_max).start};
    Evaluation evaluation{plain, dates, cache, horizon};
    int wanted = window.days;
    std::size_t judged = 0;
    for (Date date = today; date < today + dates_looked_at_max; date += days{1}) {
        const auto candidates = evaluation.candidates_of(date);
        judged += candidates.size() * question.hosts.size();
        if (judged > judged_max) {
            horizon.end_with(std::max(date, today + days{window.days}) - days{1});
            return horizon;
        }
        const bool has_slot = evaluation.first_slot(candidates).has_value();
        if (!has_slot && !planted(PlantedBug::day_without_slot_counted)) continue;
        horizon.end_with(date);
        if (--wanted <= 0) return horizon;
    }
    return plain_horizon(question, cache);
}

}  // namespace kalends
