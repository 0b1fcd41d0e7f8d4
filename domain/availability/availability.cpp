#include "domain/availability/availability.hpp"

#include <algorithm>
#include <utility>

namespace kalends {

namespace {

bool has_valid_duration(const Question& question) {
    return Minutes{1} <= question.duration && question.duration <= duration_max;
}

}  // namespace

Judgement judge(const Question& question, Instant start, HoursCache& cache) {
    if (!has_valid_duration(question)) return {{Rejection::invalid_duration}, {}};
    return Evaluation{question, {start, start}, cache}.judge(start);
}

std::vector<Judgement> judge(const Question& question, std::span<const Instant> starts,
                             HoursCache& cache) {
    if (!has_valid_duration(question)) {
        return {starts.size(), Judgement{{Rejection::invalid_duration}, {}}};
    }
    if (starts.empty()) return {};
    const auto [first, last] = std::ranges::minmax(starts);
    Evaluation evaluation{question, {first, last}, cache};
    std::vector<Judgement> judgements;
    judgements.reserve(starts.size());
    for (const auto start : starts) judgements.push_back(evaluation.judge(start));
    return judgements;
}

std::vector<Slot> slots(const Question& question, const Interval& window, HoursCache& cache) {
    ensure(window.end - window.start <= query_window_max, "a query window is bounded");
    if (!has_valid_duration(question)) return {};
    return Evaluation{question, window, cache}.slots();
}

// Most often the first is near: so the pieces that are looked at grow.
std::vector<Slot> first_slots(const Question& question, const Interval& span, std::size_t count,
                              HoursCache& cache) {
    constexpr std::chrono::days piece_max{32};
    std::vector<Slot> found;
    if (!has_valid_duration(question)) return found;
    const Horizon horizon = Evaluation::horizon_of(question, span, cache);
    const bool is_bounded = !question.overrides.reasons().has(Rejection::too_far);
    std::chrono::days piece{1};
    for (Instant from = span.start; from < span.end && found.size() < count;) {
        if (is_bounded && horizon.reasons(from).has(Rejection::too_far)) break;
        const Instant end = std::min<Instant>(from + piece, span.end);
        for (const auto& slot : Evaluation{question, {from, end}, cache, horizon}.slots()) {
            if (found.size() < count) found.push_back(slot);
        }
        from = end;
        piece = std::min(2 * piece, piece_max);
    }
    return found;
}

std::vector<Claim> conflicts(const Question& question, Instant start) {
    std::vector<Claim> found;
    for (const Host* host : question.hosts) {
        const LiveClaims live{question, *host};
        host->calendar.visit_overlapping(protected_window(question, start),
                                         [&found, &live](const Claim& claim) {
                                             if (live.counts(claim)) found.push_back(claim);
                                             return true;
                                         });
    }
    return found;
}

std::optional<LimitUse> limit_reached(const Question& question, Instant start, HoursCache& cache) {
    if (const auto use = Limits{question, cache}.reached(start)) return use;
    for (const Host* host : question.hosts) {
        if (const auto use = Limits{question, *host, cache}.reached(start)) return use;
    }
    return std::nullopt;
}

HostClaim host_claim(const Question& question, const Host& host, Instant start, HoursCache& cache) {
    const std::string& host_zone = host.terms->zone;
    const auto schedule = schedule_of(question.type, host);
    const ZoneClock hours_zone = cache.zone(schedule ? schedule->zone : host_zone);
    return {host.id, protected_window(question, start), hours_zone.date_at(start),
            cache.zone(host_zone).date_at(start)};
}

BookedTime booked_time(const Question& question, Instant start, HoursCache& cache,
                       std::string zone_data_version) {
    const auto zone = zone_of(question);
    const ZoneClock clock = cache.zone(zone);
    std::vector<HostClaim> hosts;
    for (const Host* host : question.hosts) {
        hosts.push_back(host_claim(question, *host, start, cache));
    }
    return {{start, start + question.duration},
            clock.civil_at(start),
            std::string{zone},
            std::move(zone_data_version),
            clock.date_at(start),
            std::move(hosts),
            question.type.id};
}

}  // namespace kalends
