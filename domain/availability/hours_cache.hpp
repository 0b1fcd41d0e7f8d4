#pragma once

#include <cstddef>
#include <list>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "domain/availability/open_ranges.hpp"
#include "domain/availability/zone_clock.hpp"
#include "domain/schedule.hpp"

namespace kalends {

// The open ranges of one schedule, worked out for the dates from `first` to `last`.
struct ExpandedHours {
    ZoneClock zone;
    Date first;
    Date last;
    std::vector<OpenRange> ranges;
};

// Schedules worked out as instants, and zones loaded by name: a cache, never state (rule W0). It
// keeps the `schedules_max` schedules asked for last, each over at most some three years. Not
// thread-safe: each thread has its own.
class HoursCache {
  public:
    explicit HoursCache(std::size_t schedules_max = 256) : schedules_max_{schedules_max} {}
    HoursCache(const HoursCache&) = delete;
    HoursCache& operator=(const HoursCache&) = delete;

    // The hours of the schedule, whole on all dates that can have to do with `span`. A schedule is
    // known by its address, which the cache keeps from being used again by owning a share of it.
    [[nodiscard]] std::shared_ptr<const ExpandedHours> hours(
        const std::shared_ptr<const Schedule>& schedule, const Interval& span);

    // Throws ZoneMissing, as `hours` does.
    [[nodiscard]] ZoneClock zone(std::string_view name);

    [[nodiscard]] std::size_t size() const { return entries_.size(); }

  private:
    struct Entry {
        std::shared_ptr<const Schedule> schedule;
        std::shared_ptr<const ExpandedHours> hours;
    };

    Entry& entry_of(const std::shared_ptr<const Schedule>& schedule);

    std::size_t schedules_max_;
    std::list<Entry> entries_;  // the one asked for last stands first
    std::unordered_map<const Schedule*, std::list<Entry>::iterator> by_schedule_;
    std::map<std::string, ZoneClock, std::less<>> zones_;
};

}  // namespace kalends
