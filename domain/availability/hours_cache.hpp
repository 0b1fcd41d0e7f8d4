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

// Schedules worked out as instants, and zones loaded by name: a cache, never state (rule W0). Of
// bounded bytes: the schedule asked for last is always kept, those asked for longest ago go first.
// Each is kept over at most some three years. Not thread-safe: each thread has its own.
class HoursCache {
  public:
    static constexpr std::size_t bytes_max_default = std::size_t{64} * 1024 * 1024;

    explicit HoursCache(std::size_t bytes_max = bytes_max_default) : bytes_max_{bytes_max} {}
    HoursCache(const HoursCache&) = delete;
    HoursCache& operator=(const HoursCache&) = delete;

    // The hours of the schedule on which these calendars close it, whole on all dates that can have
    // to do with `span`. Schedule and calendars are known by their addresses, which the cache keeps
    // from being used again by owning a share of them.
    [[nodiscard]] std::shared_ptr<const ExpandedHours> hours(
        const std::shared_ptr<const Schedule>& schedule, const Interval& span,
        const Closures& closed = {});

    // Throws ZoneMissing, as `hours` does.
    [[nodiscard]] ZoneClock zone(std::string_view name);

    // The schedules kept, and the bytes of what was worked out for them.
    [[nodiscard]] std::size_t size() const { return entries_.size(); }
    [[nodiscard]] std::size_t bytes() const { return bytes_; }

  private:
    struct Entry {
        std::shared_ptr<const Schedule> schedule;
        Closures closed;
        std::shared_ptr<const ExpandedHours> hours;
    };
    using Entries = std::list<Entry>;

    [[nodiscard]] static std::size_t bytes_of(const Entry& entry);
    // What is kept of them, which is now the one asked for last; or null.
    [[nodiscard]] std::shared_ptr<const ExpandedHours> kept(const Schedule* schedule,
                                                            const Closures& closed);
    void keep(Entry entry);
    void drop(Entries::iterator entry);

    std::size_t bytes_max_;
    std::size_t bytes_ = 0;
    Entries entries_;  // the one asked for last stands first
    // One schedule has several entries where those who use it follow different calendars.
    using BySchedule = std::unordered_multimap<const Schedule*, Entries::iterator>;
    [[nodiscard]] BySchedule::iterator find(const Schedule* schedule, const Closures& closed);
    BySchedule by_schedule_;
    std::map<std::string, ZoneClock, std::less<>> zones_;
};

}  // namespace kalends
