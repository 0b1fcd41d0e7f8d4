#include "domain/availability/availability.hpp"

#include <algorithm>
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
    const auto hosts = question.hosts.size();
    if (starts_in(window) * hosts <= most || !has_valid_duration(question)) return false;
    if (!question.overrides.reasons().empty()) return true;
    const auto starts = Starts{question, window, cache}.count(window, most);
    return !starts || *starts * hosts > most;
}

std::vector<Instant> grid_starts(const Question& question, const Interval& window,
                                 HoursCache& cache) {
    if (!has_valid_duration(question)) return {};
    return Evaluation{question, window, cache}.candidates();
}

std::vector<std::vector<HostId>> hosts_free(const Question& question, std::span<const Slot> slots,
                                            HoursCache& cache) {
    if (slots.empty()) return {};
    std::vector<HostId> fixed;
    for (const Host* host : fixed_hosts(question)) fixed.push_back(host->id);
    std::vector<std::vector<HostId>> all(slots.size(), fixed);
    const Interval starts{slots.front().time.start, slots.back().time.start};
    for (std::size_t group = 0; group < question.type.terms->hosts.groups.size(); ++group) {
        GroupFit fit{question, hosts_of_group(question, group), starts, cache};
        for (std::size_t i = 0; i < slots.size(); ++i) {
            const auto free = fit.free(asked_time(question, slots[i].time.start));
            for (const auto& one : free) all[i].push_back(one.host->id);
        }
    }
    return all;
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

std::optional<LimitUse> limit_reached(const Question& question, Instant start, HoursCache& cache) {
    if (const auto use = Limits{question, cache}.reached(start)) return use;
    for (const Host* host : Evaluation{question, {start, start}, cache}.hosts_asked(start)) {
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
