#include "domain/availability/evaluation.hpp"

#include <algorithm>
#include <functional>

#include "domain/planted_bugs.hpp"

namespace kalends {
namespace {

using std::chrono::days;

// Whether a start is the first of its date takes all of the date, which lies within two days of it.
Interval looked_at(const Question& question, const Interval& starts) {
    if (!question.type.terms->first_per_day) return starts;
    constexpr days margin{2};
    return within_bookable_years({starts.start - margin, starts.end + margin});
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
      starts_{within_bookable_years(starts)},
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

inline Reasons Evaluation::reasons_to_open(Instant start) {
    const AskedTime asked = asked_.at(start);
    Reasons found = hours_.reasons(asked.start, asked.slot);
    for (auto& host : hosts_) found = found | host.reasons(asked.start, asked.window);
    if (limits_.is_reached(asked.start)) found.add(Rejection::limit_reached);
    return found;
}

inline Judgement Evaluation::judge_alone(Instant start) {
    const auto sessions = sessions_.at(start);
    return sessions.empty() ? judge_to_open(start) : judge_shared(start, sessions).judgement;
}

inline Judgement Evaluation::judge_to_open(Instant start) {
    Reasons firm = standing_;
    Reasons found;
    if (!plain_.contains(start)) {
        if (start < bookable_years.start) return {{Rejection::too_soon}, {}};
        if (start >= bookable_years.end) return {{Rejection::too_far}, {}};
        firm = firm | firm_reasons(asked_.at(start).window);
        found = horizon_.reasons(start);
    }
    if (!is_whole_minute(start)) firm.add(Rejection::misaligned_start);
    found = found | reasons_to_open(start);
    Judgement judgement{firm | found.without(passed_), (found & passed_).without(firm)};
    return groups_.empty() ? judgement : judgement | judge_groups(start);
}

// Seats of an open session come before another session, unless more has to be let pass for them;
// where all have the same fixed host there cannot be another.
Evaluation::Judged Evaluation::judge_shared(Instant start, std::span<const OpenSession> sessions) {
    Judged nearest{&sessions.front(), judge_to_join(sessions.front())};
    for (const auto& session : sessions.subspan(1)) {
        const Judged judged{&session, judge_to_join(session)};
        if (judged.judgement.is_nearer_than(nearest.judgement)) nearest = judged;
    }
    const bool opens_beside = planted(PlantedBug::opened_beside_one_with_room);
    const bool joins = nearest.judgement == Judgement{} && !opens_beside;
    if (joins || !hosts_.empty()) return nearest;
    const Judgement opened = judge_to_open(start);
    const bool opens =
        opened.is_nearer_than(nearest.judgement) || (opens_beside && opened == Judgement{});
    return opens ? Judged{nullptr, opened} : nearest;
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
    visit_candidates(within_bookable_years(horizon_.span_of(date)), [&](Instant start) {
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

inline std::uint32_t Evaluation::seats_left(Instant start) {
    const auto sessions = sessions_.at(start);
    return sessions.empty() ? seats_most_ : seats_left(start, sessions);
}

std::uint32_t Evaluation::seats_left(Instant start, std::span<const OpenSession> sessions) {
    const bool may_open = hosts_.empty() && judge_to_open(start).is_slot();
    std::uint32_t most = may_open ? seats_most_ : 0;
    for (const auto& session : sessions) {
        if (judge_to_join(session).is_slot()) most = std::max(most, session.left);
    }
    return most;
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
