#include <algorithm>

#include "domain/availability/open_ranges.hpp"
#include "projections/analytics/answers.hpp"

namespace kalends {
namespace {

// The zone of a schedule may be as much ahead of the host's, or behind.
constexpr std::chrono::days zones_apart_max{2};

// Open time without end to end or overlap, in order.
std::vector<Interval> joined_ranges(const Schedule& schedule, Date from, Date to) {
    std::vector<Interval> joined;
    for (const auto& range : open_ranges(schedule, ZoneClock{schedule.zone}, from - zones_apart_max,
                                         to + zones_apart_max)) {
        if (joined.empty() || joined.back() != range.joined) joined.push_back(range.joined);
    }
    return joined;
}

Milliseconds within(const std::vector<Interval>& ranges, const Interval& window) {
    Milliseconds total{0};
    auto range = std::ranges::upper_bound(ranges, window.start, {}, &Interval::end);
    for (; range != ranges.end() && range->start < window.end; ++range) {
        const Interval part{std::max(range->start, window.start), std::min(range->end, window.end)};
        if (!part.is_empty()) total += part.end - part.start;
    }
    return total;
}

}  // namespace

std::vector<std::int64_t> open_minutes(const KeptHost& kept, Date from, Date to) {
    std::vector<std::int64_t> minutes(static_cast<std::size_t>((to - from).count()), 0);
    const auto* schedule = kept.host.schedule(default_schedule);
    if (schedule == nullptr) return minutes;
    const auto ranges = joined_ranges(*schedule, from, to);
    const ZoneClock zone{kept.host.terms->zone};
    Instant midnight = zone.instant_of(CivilMinute{from});
    for (auto& open : minutes) {
        from += std::chrono::days{1};
        const Instant next = zone.instant_of(CivilMinute{from});
        const Interval window{std::max(midnight, kept.life.start), std::min(next, kept.life.end)};
        open = std::chrono::floor<Minutes>(within(ranges, window)).count();
        midnight = next;
    }
    return minutes;
}

}  // namespace kalends
