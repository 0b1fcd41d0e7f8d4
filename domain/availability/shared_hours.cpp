#include "domain/availability/shared_hours.hpp"

#include <algorithm>
#include <vector>

namespace kalends {
namespace {

using std::chrono::days;

// The joined ranges that have to do with a span, each once and in order.
std::vector<Interval> joined_within(const ExpandedHours& hours, const Interval& span) {
    std::vector<Interval> joined;
    auto at = std::ranges::upper_bound(hours.ranges, span.start, {}, &OpenRange::reach);
    for (; at != hours.ranges.end() && at->own.start < span.end; ++at) {
        if (joined.empty() || joined.back() != at->joined) joined.push_back(at->joined);
    }
    return joined;
}

std::vector<Interval> intersected(const std::vector<Interval>& one,
                                  const std::vector<Interval>& other) {
    std::vector<Interval> both;
    for (auto a = one.begin(), b = other.begin(); a != one.end() && b != other.end();) {
        const Interval common{std::max(a->start, b->start), std::min(a->end, b->end)};
        if (!common.is_empty()) both.push_back(common);
        a->end < b->end ? ++a : ++b;
    }
    return both;
}

// The first midnight after an instant.
Instant midnight_after(const ZoneClock& zone, Instant at) {
    Date date = zone.date_at(at);
    Instant midnight = at;
    while (midnight <= at) midnight = zone.instant_of(date += days{1});
    return midnight;
}

}  // namespace

ExpandedHours shared_hours(std::span<const std::shared_ptr<const ExpandedHours>> all,
                           ZoneClock zone, const Interval& span) {
    constexpr days margin{2};  // the piece in which `span` starts begins within it
    const Interval around{span.start - margin, span.end + margin};
    auto shared = joined_within(*all.front(), around);
    for (const auto& hours : all.subspan(1)) {
        shared = intersected(shared, joined_within(*hours, around));
    }
    ExpandedHours hours{zone, all.front()->first, all.front()->last, {}};
    for (const auto& joined : shared) {
        for (Instant from = std::max(joined.start, midnight_after(zone, around.start));
             from < std::min(joined.end, around.end);) {
            const Instant end = std::min(joined.end, midnight_after(zone, from));
            hours.ranges.push_back({{from, end}, joined, end});
            from = end;
        }
    }
    return hours;
}

}  // namespace kalends
