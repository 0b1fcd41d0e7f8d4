#include "domain/availability/availability.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace kalends {

namespace {

bool has_valid_duration(const Question& question) {
    return Minutes{1} <= question.duration && question.duration <= duration_max;
}

// A slot may start at any of them.
std::size_t starts_in(const Interval& span) {
    return span.is_empty() ? 0 : static_cast<std::size_t>(minutes_of(span).count());
}

}  // namespace

Judgement judge(const Question& question, Instant start, HoursCache& cache) {
    if (!has_valid_duration(question)) return {{Rejection::invalid_duration}, {}};
    return Evaluation{question, {start, start}, cache}.judge(start);
}

std::vector<Slot> slots(const Question& question, const Interval& window, HoursCache& cache) {
    ensure(window.end - window.start <= query_window_max, "a query window is bounded");
    if (!has_valid_duration(question)) return {};
    return Evaluation{question, window, cache}.slots();
}

bool are_more_than(std::size_t most, const Question& question, const Interval& window,
                   HoursCache& cache) {
    if (starts_in(window) <= most || !has_valid_duration(question)) return false;
    if (!question.overrides.reasons().empty()) return true;
    const auto starts = Starts{question, window, cache}.count(window, most);
    return !starts || *starts > most;
}

std::vector<Instant> starts_to_explain(const Question& question, const Interval& window,
                                       HoursCache& cache) {
    if (!has_valid_duration(question) || window.start >= window.end) return {};
    auto starts = Evaluation{question, window, cache}.candidates();
    const ZoneClock zone = cache.zone(zone_of(question));
    std::set<Date> dates;
    for (const auto start : starts) dates.insert(zone.date_at(start));
    const Date last = zone.date_at(window.end - Milliseconds{1});
    for (Date date = zone.date_at(window.start); date <= last; date += std::chrono::days{1}) {
        if (dates.contains(date) || zone.skips(date)) continue;
        const Interval span = zone.span_of(date);
        if (window.start <= span.start && span.end <= window.end) starts.push_back(span.start);
    }
    std::ranges::sort(starts);
    return starts;
}

std::vector<std::vector<HostId>> hosts_free(const Question& question, std::span<const Slot> slots,
                                            HoursCache& cache) {
    if (slots.empty()) return {};
    const Interval starts{slots.front().time.start, slots.back().time.start};
    Evaluation evaluation{question, starts, cache, Evaluation::plain_horizon(question, cache)};
    std::vector<std::vector<HostId>> all;
    all.reserve(slots.size());
    for (const auto& slot : slots) all.push_back(evaluation.hosts_free(slot.time.start));
    return all;
}

std::vector<SessionId> sessions_to_join(const Question& question, Instant start,
                                        HoursCache& cache) {
    std::vector<SessionId> ids;
    if (!question.type.terms->is_seated()) return ids;
    const auto horizon = Evaluation::plain_horizon(question, cache);
    Evaluation evaluation{question, {start, start}, cache, horizon};
    for (const auto* session : evaluation.sessions_to_join(start)) ids.push_back(session->id);
    return ids;
}

// Most often the first is near: so the pieces that are looked at grow, but none has more starts, as
// far as its length tells, than one question may judge, if it can be helped.
std::vector<Slot> first_slots(const Question& question, const Interval& span, std::size_t count,
                              HoursCache& cache) {
    using std::chrono::days;
    constexpr days longest{32};
    const auto hosts = question.hosts.size();
    const days piece_max{std::clamp<std::int64_t>(
        static_cast<std::int64_t>(judged_max / hosts) / (days{1} / Minutes{1}), 1,
        longest.count())};
    std::vector<Slot> found;
    if (!has_valid_duration(question)) return found;
    const Horizon horizon = Evaluation::horizon_of(question, span, cache);
    const bool is_bounded = !question.overrides.reasons().has(Rejection::too_far);
    const bool is_long = starts_in(span) * hosts > judged_max;
    days piece{1};
    std::size_t judged = 0;
    for (Instant from = span.start; from < span.end && found.size() < count;) {
        if (is_bounded && horizon.reasons(from).has(Rejection::too_far)) break;
        const Instant end = std::min<Instant>(from + piece, span.end);
        Evaluation evaluation{question, {from, end}, cache, horizon};
        if (is_long) judged += evaluation.candidates().size() * hosts;
        if (judged > judged_max) break;
        for (const auto& slot : evaluation.slots()) {
            if (found.size() < count) found.push_back(slot);
        }
        from = end;
        piece = std::min(2 * piece, piece_max);
    }
    return found;
}

std::vector<Explained> explain(const Question& question, std::span<const Instant> starts,
                               CausesShown shown, HoursCache& cache) {
    std::vector<Explained> all;
    all.reserve(starts.size());
    if (!has_valid_duration(question)) {
        for (const auto start : starts) all.push_back({start, judge(question, start, cache), {}});
        return all;
    }
    if (starts.empty()) return all;
    const auto [first, last] = std::ranges::minmax(starts);
    Evaluation evaluation{question, {first, last}, cache};
    for (const auto start : starts) {
        auto& explained = all.emplace_back(Explained{start, evaluation.judge(start), {}});
        const Reasons refused = explained.judgement.refused;
        if (refused.empty() || shown == CausesShown::no) continue;
        explained.causes = causes(question, evaluation.hosts_asked(start), start, refused, cache);
    }
    return all;
}

std::optional<Date> last_date_before(const Question& question, Instant start, HoursCache& cache) {
    if (std::holds_alternative<DaysWithSlots>(question.type.terms->window)) return std::nullopt;
    const auto horizon = Evaluation::plain_horizon(question, cache);
    return horizon.is_beyond(start) ? std::optional{horizon.last()} : std::nullopt;
}

std::optional<LimitUse> limit_reached(const Question& question, Instant start, HoursCache& cache) {
    if (const auto use = Limits{question, cache}.reached(start)) return use;
    const auto asked = Evaluation{question, {start, start}, cache}.hosts_asked(start);
    for (const Host* host : asked.hosts) {
        if (const auto use = limit_reached(question, *host, start, cache)) return use;
    }
    return std::nullopt;
}

std::optional<LimitUse> limit_reached(const Question& question, const Host& host, Instant start,
                                      HoursCache& cache) {
    return Limits{question, host, cache}.reached(start);
}

HostClaim host_claim(const Question& question, const Host& host, Instant start, HoursCache& cache) {
    const std::string& host_zone = host.terms->zone;
    const auto schedule = schedule_of(question.type, host);
    const ZoneClock hours_zone = cache.zone(schedule ? schedule->zone : host_zone);
    return {host.id, protected_window(question, start), hours_zone.date_at(start),
            cache.zone(host_zone).date_at(start)};
}

BookedTime booked_time(const Question& question, Instant start, std::span<const Host* const> taken,
                       HoursCache& cache, std::string zone_data_version) {
    const auto zone = zone_of(question);
    const ZoneClock clock = cache.zone(zone);
    std::vector<HostClaim> hosts;
    for (const Host* host : taken) {
        hosts.push_back(host_claim(question, *host, start, cache));
    }
    return {{start, start + question.duration},
            clock.civil_at(start),
            std::string{zone},
            std::move(zone_data_version),
            clock.date_at(start),
            std::move(hosts),
            question.type.id,
            {},
            {}};
}

}  // namespace kalends
