#include "domain/availability/hours_cache.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "domain/held_bytes.hpp"
#include "domain/planted_bugs.hpp"

namespace kalends {
namespace {

using std::chrono::days;

struct Dates {
    Date first;
    Date last;

    [[nodiscard]] days length() const { return last - first; }
};

Date utc_date(Instant at) {
    return Date{std::chrono::floor<days>(at).time_since_epoch()};
}

// Dates are worked out by the month, so that neighbouring questions find them done.
using Months = std::chrono::duration<int, std::ratio_multiply<std::ratio<32>, days::period>>;
constexpr days month = Months{1};
constexpr days kept_max = 32 * month;

Date month_start(Date date) {
    return Date{std::chrono::floor<Months>(date.time_since_epoch())};
}

// A civil date lies within two days of the same date in UTC; a gap moves a range by one more at
// most, and a joined range must be known a little beyond what is asked.
Dates dates_around(const Interval& span) {
    constexpr days margin{4};
    return {month_start(utc_date(span.start) - margin),
            month_start(utc_date(span.end) + margin) + month - days{1}};
}

// What is known, grown by as much again where more is asked for: whoever asks for one month after
// the other would else have all that is known worked out anew for each. Of what is too long only
// what is asked for is left.
Dates joined(const Dates& known, const Dates& asked) {
    const Dates both{std::min(known.first, asked.first), std::max(known.last, asked.last)};
    if (both.length() > kept_max) return asked;
    const days more = std::min(known.length() + days{1}, kept_max - both.length());
    const days whole_months = more / month * month;
    if (both.last > known.last) return {both.first, both.last + whole_months};
    return {both.first - whole_months, both.last};
}

// What an entry costs beside what it points to: the nodes of a list and of a map, and what counts
// the shares.
constexpr std::size_t entry_bytes = 160;

}  // namespace

std::shared_ptr<const ExpandedHours> HoursCache::hours(
    const std::shared_ptr<const Schedule>& schedule, const Interval& span, const Closures& closed) {
    Dates dates = dates_around(span);
    if (auto hours = kept(schedule.get(), closed)) {
        const Dates known{hours->first, hours->last};
        if (known.first <= dates.first && dates.last <= known.last) return hours;
        dates = joined(known, dates);
    }
    const ZoneClock clock = zone(schedule->zone);
    auto hours = std::make_shared<const ExpandedHours>(
        ExpandedHours{clock, dates.first, dates.last,
                      open_ranges(*schedule, clock, dates.first, dates.last, closed)});
    keep({schedule, closed, hours});
    return hours;
}

// The schedule itself counts too: when another was set in its place, only this still holds it.
std::size_t HoursCache::bytes_of(const Entry& entry) {
    std::size_t bytes = entry_bytes + held_bytes(*entry.schedule) + sizeof(ExpandedHours) +
                        entry.hours->ranges.capacity() * sizeof(OpenRange);
    for (const auto& terms : entry.closed) bytes += sizeof(terms) + held_bytes(*terms);
    return bytes;
}

HoursCache::BySchedule::iterator HoursCache::find(const Schedule* schedule,
                                                  const Closures& closed) {
    const auto [first, last] = by_schedule_.equal_range(schedule);
    const auto found = std::find_if(
        first, last, [&closed](const auto& named) { return named.second->closed == closed; });
    return found == last ? by_schedule_.end() : found;
}

std::shared_ptr<const ExpandedHours> HoursCache::kept(const Schedule* schedule,
                                                      const Closures& closed) {
    const auto known = find(schedule, closed);
    if (known == by_schedule_.end()) return nullptr;
    entries_.splice(entries_.begin(), entries_, known->second);
    return known->second->hours;
}

void HoursCache::keep(Entry entry) {
    const auto known = find(entry.schedule.get(), entry.closed);
    if (known != by_schedule_.end()) drop(known->second);
    bytes_ += bytes_of(entry);
    entries_.push_front(std::move(entry));
    by_schedule_.emplace(entries_.front().schedule.get(), entries_.begin());
    if (planted(PlantedBug::hours_never_evicted)) return;
    while (bytes_ > bytes_max_ && entries_.size() > 1) drop(std::prev(entries_.end()));
}

void HoursCache::drop(Entries::iterator entry) {
    bytes_ -= bytes_of(*entry);
    by_schedule_.erase(find(entry->schedule.get(), entry->closed));
    entries_.erase(entry);
}

ZoneClock HoursCache::zone(std::string_view name) {
    const auto known = zones_.find(name);
    if (known != zones_.end()) return known->second;
    return zones_.emplace(name, ZoneClock{std::string{name}}).first->second;
}

}  // namespace kalends
