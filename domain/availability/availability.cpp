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

std::vector<Slot> slots(const Question& question, const Interval& window, HoursCache& cache) {
    ensure(window.end - window.start <= query_window_max, "a query window is bounded");
    if (!has_valid_duration(question)) return {};
    return Evaluation{question, window, cache}.slots();
}

std::vector<Claim> conflicts(const Question& question, Instant start) {
    const LiveClaims live{question};
    std::vector<Claim> found;
    question.host.calendar.visit_overlapping(protected_window(question, start),
                                             [&found, &live](const Claim& claim) {
                                                 if (live.counts(claim)) found.push_back(claim);
                                                 return true;
                                             });
    return found;
}

HostClaim host_claim(const Question& question, Instant start, HoursCache& cache) {
    const std::string& host_zone = question.host.terms->zone;
    const auto schedule = schedule_of(question.type, question.host);
    const ZoneClock hours_zone = cache.zone(schedule ? schedule->zone : host_zone);
    return {question.host.id, protected_window(question, start), hours_zone.date_at(start),
            cache.zone(host_zone).date_at(start)};
}

BookedTime booked_time(const Question& question, Instant start, HoursCache& cache,
                       std::string zone_data_version) {
    const auto zone = zone_of(*question.type.terms, question.host, question.organisation_zone);
    const ZoneClock clock = cache.zone(zone);
    return {{start, start + question.duration},
            clock.civil_at(start),
            std::string{zone},
            std::move(zone_data_version),
            clock.date_at(start),
            {host_claim(question, start, cache)}};
}

}  // namespace kalends
