#include "domain/availability/evaluation.hpp"

#include <algorithm>
#include <functional>

#include "domain/planted_bugs.hpp"

namespace kalends {
namespace {

using std::chrono::days;

// Within the bookable years, so that zones can be asked about all of it.
Interval bounded(const Interval& starts) {
    const auto& years = bookable_years;
    return {std::clamp(starts.start, years.start, years.end),
            std::clamp(starts.end, years.start, years.end)};
}

ZoneClock type_zone(const Question& question, HoursCache& cache) {
    return cache.zone(zone_of(question));
}

// Whether a start is the first of its date takes all of the date, which lies within two days of it.
Interval looked_at(const Question& question, const Interval& starts) {
    if (!question.type.terms->first_per_day) return starts;
    constexpr days margin{2};
    return bounded({starts.start - margin, starts.end + margin});
}

bool is_whole_minute(Instant at) {
    return at.time_since_epoch() % Minutes{1} == Milliseconds{0};
}

std::vector<HostFit> fits_of(const Question& question, HoursCache& cache) {
    std::vector<HostFit> fits;
    const auto fixed = fixed_hosts(question);
    fits.reserve(fixed.size());
    for (const Host* host : fixed) {
        if (planted(PlantedBug::fixed_host_not_asked) && !fits.empty()) break;
        fits.emplace_back(question, *host, cache);
    }
    return fits;
}

std::vector<GroupFit> groups_of(const Question& question, const Interval& starts,
                                HoursCache& cache) {
    std::vector<GroupFit> groups;
    const auto count = question.type.terms->hosts.groups.size();
    groups.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        groups.emplace_back(question, hosts_of_group(question, i), starts, cache);
    }
    return groups;
}

Reasons standing_reasons(const Question& question, const std::vector<HostFit>& hosts) {
    Reasons reasons;
    if (question.type.is_retired) reasons.add(Rejection::not_active);
    if (question.party > question.type.terms->party_most()) {
        reasons.add(Rejection::party_too_large);
    }
    for (const auto& host : hosts) reasons = reasons | host.standing_reasons();
    return reasons;
}

// Off the grid, or outside hours, every whole minute may be a slot.
constexpr Reasons frees_from_grid{Rejection::no_schedule, Rejection::outside_hours,
                                  Rejection::misaligned_start};

}  // namespace

Evaluation::Evaluation(const Question& question, const Interval& starts, HoursCache& cache)
    : Evaluation{question, starts, cache, horizon_of(question, starts, cache)} {}

Evaluation::Evaluation(const Question& question, const Interval& starts, HoursCache& cache,
                       const Horizon& horizon)
    : question_{question},
      starts_{bounded(starts)},
      remembered_from_{std::max(question.now - calendar_memory, bookable_years.start)},
      horizon_{horizon},
      asked_{question},
      plain_{plain_starts()},
      passed_{question.overrides.reasons()},
      is_first_asked_{question.type.terms->first_per_day},
      seats_most_{question.type.terms->seats_most()},
      hours_{question, looked_at(question, starts_), cache},
      sessions_{question, looked_at(question, starts_)},
      limits_{question, cache},
      hosts_{fits_of(question, cache)},
      groups_{groups_of(question, looked_at(question, starts_), cache)},
      standing_{standing_reasons(question, hosts_)} {}

// Which days have a slot is looked for by an evaluation of the same question that knows no other
// bound than how many dates, and how many starts of them on how many hosts, are looked at;
// overrides make none of them a day with a slot. It is not looked for if no start that is asked for
// can be beyond such a window.
Horizon Evaluation::horizon_of(const Question& question, const Interval& asked, HoursCache& cache) {
    const Interval starts = bounded(asked);
    Horizon horizon{*question.type.terms, type_zone(question, cache), question.now};
    const auto* window = std::get_if<DaysWithSlots>(&question.type.terms->window);
    if (window == nullptr) return horizon;
    const Date today = horizon.today();
    const bool is_surely_within = horizon.date_at(starts.end) - today < days{window->days};
    if (is_surely_within || horizon.date_at(starts.start) - today >= dates_looked_at_max) {
        return horizon;
    }
    // A packed grid is new after each claim, and a day can gain a slot by one that is taken before.
    const bool is_packed = question.type.terms->grid.kind == GridKind::packed;
    if (question.known == nullptr || is_packed) {
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
    return Horizon{*question.type.terms, type_zone(question, cache), question.now};
}

inline Reasons Evaluation::reasons_to_open(Instant start) {
    const AskedTime asked = asked_.at(start);
    Reasons found = hours_.reasons(asked.start, asked.slot);
    for (auto& host : hosts_) found = found | host.reasons(asked.start, asked.window);
    if (limits_.is_reached(asked.start)) found.add(Rejection::limit_reached);
    return found;
}

inline Judgement Evaluation::judge_alone(Instant start) {
    Reasons firm = standing_;
    Reasons found;
    const OpenSession* session = sessions_.at(start);
    if (session != nullptr || !plain_.contains(start)) {
        if (start < bookable_years.start) return {{Rejection::too_soon}, {}};
        if (start >= bookable_years.end) return {{Rejection::too_far}, {}};
        firm = firm | firm_reasons(session ? session->window : asked_.at(start).window);
        found = horizon_.reasons(start);
    }
    if (!is_whole_minute(start)) firm.add(Rejection::misaligned_start);
    found = found | (session ? reasons_to_join(*session) : reasons_to_open(start));
    Judgement judgement{firm | found.without(passed_), (found & passed_).without(firm)};
    return groups_.empty() ? judgement : judgement | judge_groups(start);
}

Judgement Evaluation::judge_groups(Instant start) {
    const AskedTime asked = asked_.at(start);
    Judgement judgement;
    for (auto& group : groups_) judgement = judgement | group.judge(asked);
    return judgement;
}

inline Judgement Evaluation::judge_in_full(Instant start) {
    Judgement judgement = judge_alone(start);
    if (!is_first_asked_ || !is_after_first(start)) return judgement;
    const bool is_passed = passed_.has(Rejection::not_first);
    (is_passed ? judgement.overridden : judgement.refused).add(Rejection::not_first);
    return judgement;
}

Judgement Evaluation::judge(Instant start) {
    return judge_in_full(start);
}

bool Evaluation::is_after_first(Instant start) {
    if (!bookable_years.contains(start)) return false;
    const bool by_utc = planted(PlantedBug::first_of_day_in_utc);
    const Date date =
        by_utc ? Date{std::chrono::floor<days>(start).time_since_epoch()} : horizon_.date_at(start);
    if (looked_at_ != date) {
        first_of_ = first_slot(candidates_of(date));
        looked_at_ = date;
    }
    return first_of_ && *first_of_ < start;
}

std::optional<Instant> Evaluation::first_slot(const std::vector<Instant>& candidates) {
    const auto first = std::ranges::find_if(
        candidates, [this](Instant start) { return judge_alone(start).is_slot(); });
    return first == candidates.end() ? std::nullopt : std::optional{*first};
}

// They are sorted: where clocks are set, the grid is not visited in order.
std::vector<Instant> Evaluation::candidates_of(Date date) {
    std::vector<Instant> candidates;
    visit_candidates(bounded(horizon_.span_of(date)), [&](Instant start) {
        if (horizon_.date_at(start) == date) candidates.push_back(start);
    });
    std::ranges::sort(candidates);
    return candidates;
}

std::vector<Instant> Evaluation::candidates() {
    std::vector<Instant> candidates;
    visit_candidates(starts_, [&candidates](Instant start) { candidates.push_back(start); });
    std::ranges::sort(candidates);
    const auto repeated = std::ranges::unique(candidates);
    candidates.erase(repeated.begin(), repeated.end());
    return candidates;
}

std::vector<const Host*> Evaluation::hosts_asked(Instant start) {
    const auto fixed = fixed_hosts(question_);
    std::vector<const Host*> asked{fixed.begin(), fixed.end()};
    const AskedTime time = asked_time(question_, start);
    for (auto& group : groups_) {
        if (!group.judge(time).is_slot()) asked.push_back(&group.nearest(time));
    }
    return asked;
}

// Its time is claimed and counted already, its hosts are chosen, and its start is on the grid
// (rules T1, T2).
Reasons Evaluation::reasons_to_join(const OpenSession& session) {
    const Instant start = session.start;
    const bool buffers_inside = question_.type.terms->buffers.inside_hours;
    const Interval slot =
        buffers_inside ? session.window : Interval{start, start + question_.duration};
    Reasons found = hours_.reasons(start, slot).without({Rejection::misaligned_start});
    for (auto& host : hosts_) found = found | host.reasons_to_join(session.window);
    if (question_.party > session.left) found.add(Rejection::seats_full);
    if (planted(PlantedBug::joining_counts_for_limits) && limits_.is_reached(start)) {
        found.add(Rejection::limit_reached);
    }
    return found;
}

inline std::uint32_t Evaluation::seats_left(Instant start) const {
    const OpenSession* session = sessions_.at(start);
    return session ? session->left : seats_most_;
}

// What no override lets pass, beside a conflict: a calendar forgets claims of long ago, so nothing
// may be put where it could stand over one of them.
Reasons Evaluation::firm_reasons(const Interval& window) const {
    Reasons reasons;
    if (window.start < remembered_from_) reasons.add(Rejection::too_soon);
    if (window.end > bookable_years.end) reasons.add(Rejection::too_far);
    return reasons;
}

Interval Evaluation::plain_starts() const {
    const Interval around = asked_.at({}).window;
    const Interval open = horizon_.surely_open();
    return {std::max(open.start, remembered_from_ - around.start.time_since_epoch()),
            std::min(open.end, bookable_years.end - around.end.time_since_epoch())};
}

template <class Visit>
void Evaluation::visit_candidates(const Interval& starts, Visit visit) {
    if ((question_.overrides.reasons() & frees_from_grid).empty()) {
        hours_.visit_grid(starts, visit);
        sessions_.visit_starts(starts, [&](Instant start) {
            if (!hours_.is_on_grid(start)) visit(start);
        });
        return;
    }
    for (auto at = std::chrono::ceil<Minutes>(starts.start); at < starts.end; at += Minutes{1}) {
        visit(at);
    }
}

std::vector<Slot> Evaluation::slots() {
    std::vector<Slot> slots;
    slots.reserve(256);  // saves most lists from growing again and again
    visit_candidates(starts_, [this, &slots](Instant start) {
        if (!judge_in_full(start).is_slot()) return;
        slots.push_back({{start, start + question_.duration}, seats_left(start)});
    });
    if (std::ranges::adjacent_find(slots, std::greater_equal{}) == slots.end()) return slots;
    std::ranges::sort(slots);
    const auto repeated = std::ranges::unique(slots);
    slots.erase(repeated.begin(), repeated.end());
    return slots;
}

}  // namespace kalends
