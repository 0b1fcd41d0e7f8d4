#include "domain/taken_time.hpp"

#include <algorithm>
#include <utility>

namespace kalends {

TakenTime::TakenTime(std::vector<Interval> intervals) {
    std::erase_if(intervals, [](const Interval& interval) { return interval.is_empty(); });
    std::ranges::sort(intervals);
    for (const auto& interval : intervals) {
        if (!intervals_.empty() && interval.start <= intervals_.back().end) {
            intervals_.back().end = std::max(intervals_.back().end, interval.end);
        } else {
            intervals_.push_back(interval);
        }
    }
}

bool TakenTime::overlaps(const Interval& span) const {
    return Cursor{this}.overlaps(span);
}

TakenTime TakenTime::with(const TakenTime& more) const {
    auto all = intervals_;
    all.insert(all.end(), more.intervals_.begin(), more.intervals_.end());
    return TakenTime{std::move(all)};
}

// Of each interval what lies between those that are taken out of it.
TakenTime TakenTime::without(const TakenTime& less) const {
    TakenTime left;
    auto cut = less.intervals_.begin();
    for (Interval rest : intervals_) {
        while (cut != less.intervals_.end() && cut->end <= rest.start) ++cut;
        for (auto at = cut; at != less.intervals_.end() && at->start < rest.end; ++at) {
            const Interval before{rest.start, at->start};
            if (!before.is_empty()) left.intervals_.push_back(before);
            rest.start = at->end;
        }
        if (!rest.is_empty()) left.intervals_.push_back(rest);
    }
    return left;
}

void TakenTime::forget_before(Instant line) {
    const auto kept = std::ranges::lower_bound(intervals_, line, {}, &Interval::end);
    intervals_.erase(intervals_.begin(), kept);
}

std::size_t TakenTime::first_ending_after(Instant start) const {
    const auto found = std::ranges::upper_bound(intervals_, start, {}, &Interval::end);
    return static_cast<std::size_t>(found - intervals_.begin());
}

}  // namespace kalends
