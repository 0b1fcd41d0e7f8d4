#include "domain/tallies.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace kalends {
namespace {

long week_of(Date date) {
    return static_cast<long>(
        std::chrono::floor<std::chrono::weeks>(date).time_since_epoch().count());
}

bool stands_before(const DateTally& a, const DateTally& b) {
    return std::tie(a.date, a.meeting_type) < std::tie(b.date, b.meeting_type);
}

}  // namespace

void Tallies::add(const DateTally& tally) {
    const long number = week_of(tally.date);
    auto week = std::ranges::lower_bound(weeks_, number, {}, &Week::number);
    if (week == weeks_.end() || week->number != number) {
        week = weeks_.insert(week, Week{number, std::make_shared<const List>()});
    }
    auto tallies = std::make_shared<List>(*week->tallies);
    tallies_ -= tallies->size();
    auto at = std::ranges::lower_bound(*tallies, tally, stands_before);
    if (at == tallies->end() || stands_before(tally, *at)) {
        tallies->insert(at, tally);
    } else {
        at->usage += tally.usage;
        if (at->usage == Usage{}) tallies->erase(at);
    }
    tallies_ += tallies->size();
    if (tallies->empty()) {
        weeks_.erase(week);
    } else {
        week->tallies = std::move(tallies);
    }
}

void Tallies::forget_before(Instant line) {
    const Date date{std::chrono::floor<std::chrono::days>(line).time_since_epoch()};
    const auto first_kept = std::ranges::lower_bound(weeks_, week_of(date), {}, &Week::number);
    for (auto week = weeks_.begin(); week != first_kept; ++week) tallies_ -= week->tallies->size();
    weeks_.erase(weeks_.begin(), first_kept);
}

Usage Tallies::used(const DateRange& dates, MeetingTypeId meeting_type) const {
    Usage usage;
    auto week = std::ranges::lower_bound(weeks_, week_of(dates.first), {}, &Week::number);
    for (const long last = week_of(dates.last); week != weeks_.end() && week->number <= last;
         ++week) {
        for (const auto& tally : *week->tallies) {
            if (tally.meeting_type != meeting_type || !dates.contains(tally.date)) continue;
            usage += tally.usage;
        }
    }
    return usage;
}

// A week is one piece for its list and one for its tallies, each with what the allocator adds.
std::size_t Tallies::held_bytes() const {
    constexpr std::size_t pieces_bytes = sizeof(List) + 48;
    return weeks_.capacity() * sizeof(Week) + weeks_.size() * pieces_bytes +
           tallies_ * sizeof(DateTally);
}

bool operator==(const Tallies& a, const Tallies& b) {
    return std::equal(a.weeks_.begin(), a.weeks_.end(), b.weeks_.begin(), b.weeks_.end(),
                      [](const Tallies::Week& x, const Tallies::Week& y) {
                          return x.number == y.number && *x.tallies == *y.tallies;
                      });
}

}  // namespace kalends
