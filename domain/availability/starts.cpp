#include "domain/availability/starts.hpp"

#include <algorithm>

#include "domain/availability/shared_hours.hpp"

namespace kalends {
namespace {

Interval touched(const Question& question, const Interval& starts) {
    return {protected_window(question, starts.start).start,
            protected_window(question, starts.end).end};
}

// With a schedule of its own a type is closed where one of the fixed hosts follows a calendar that
// says so; those of groups are asked one by one.
std::shared_ptr<const ExpandedHours> own_hours(const Question& question, const Interval& starts,
                                               HoursCache& cache) {
    Closures closed;
    for (const Host* host : fixed_hosts(question)) {
        for (const auto& terms : closures_of(question, *host)) {
            if (std::ranges::find(closed, terms) == closed.end()) closed.push_back(terms);
        }
    }
    const auto schedule = schedule_of(question.type, *question.hosts.front());
    return cache.hours(schedule, touched(question, starts), closed);
}

std::shared_ptr<const ExpandedHours> hours_of_fixed(const Question& question,
                                                    const Interval& starts, HoursCache& cache) {
    const auto hosts = fixed_hosts(question);
    if (hosts.size() == 1) return hours_of(question, *hosts.front(), starts, cache);
    std::vector<std::shared_ptr<const ExpandedHours>> all;
    for (const Host* host : hosts) {
        all.push_back(hours_of(question, *host, starts, cache));
        if (all.back() == nullptr) return nullptr;
    }
    const ZoneClock zone = cache.zone(zone_of(question));
    return std::make_shared<const ExpandedHours>(
        shared_hours(all, zone, touched(question, starts)));
}

bool is_united(const Question& question) {
    return !question.type.terms->schedule && question.type.terms->hosts.fixed.empty();
}

std::shared_ptr<const ExpandedHours> hours_of_type(const Question& question, const Interval& starts,
                                                   HoursCache& cache) {
    ensure(question.hosts.size() == question.type.terms->hosts.size(),
           "a question is about all hosts that its type names");
    if (is_united(question)) return nullptr;
    return question.type.terms->schedule ? own_hours(question, starts, cache)
                                         : hours_of_fixed(question, starts, cache);
}

std::vector<Instant> distinct(std::vector<Instant> starts) {
    std::ranges::sort(starts);
    const auto repeated = std::ranges::unique(starts);
    starts.erase(repeated.begin(), repeated.end());
    return starts;
}

}  // namespace

std::shared_ptr<const ExpandedHours> hours_of(const Question& question, const Host& host,
                                              const Interval& starts, HoursCache& cache) {
    const auto schedule = schedule_of(question.type, host);
    if (!schedule) return nullptr;
    return cache.hours(schedule, touched(question, starts), closures_of(question, host));
}

Starts::Starts(const Question& question, const Interval& starts, HoursCache& cache)
    : is_united_{is_united(question)},
      first_{question, starts, hours_of_type(question, starts, cache)} {
    if (!is_united_) return;
    for (const Host* host : hosts_of_group(question, 0)) {
        if (host->is_retired) continue;
        if (auto hours = hours_of(question, *host, starts, cache)) {
            grids_.emplace_back(question, starts, std::move(hours));
        }
    }
}

// A start must lie on one of the grids, whoever will take it.
Reasons Starts::reasons_of_any(Instant start) {
    if (grids_.empty()) return {Rejection::no_schedule};
    bool is_within = false;
    for (auto& grid : grids_) {
        const auto place = grid.place_of(start);
        if (place.is_on_grid) return {};
        is_within = is_within || place.is_within;
    }
    return is_within ? Reasons{Rejection::misaligned_start} : Reasons{};
}

std::vector<Instant> Starts::united(const Interval& starts) {
    std::vector<Instant> all;
    for (auto& grid : grids_) {
        grid.visit_grid(starts, [&all](Instant start) { all.push_back(start); });
    }
    return distinct(std::move(all));
}

std::optional<std::size_t> Starts::count(const Interval& starts, std::size_t visits_max) {
    std::vector<Instant> all;
    const auto visit = [&all](Instant start) { all.push_back(start); };
    if (!is_united_) first_.visit_grid(starts, visit);
    for (auto& grid : grids_) {
        if (all.size() <= visits_max) grid.visit_grid(starts, visit);
    }
    if (all.size() > visits_max) return std::nullopt;
    return distinct(std::move(all)).size();
}

}  // namespace kalends
