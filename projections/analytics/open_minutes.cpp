#include <algorithm>

#include "domain/availability/open_ranges.hpp"
#include "domain/taken_time.hpp"
#include "projections/analytics/answers.hpp"

namespace kalends {
namespace {

// The zone of a schedule may be as much ahead of the host's, or behind.
constexpr std::chrono::days zones_apart_max{2};

TakenTime hours_of(const Schedule& schedule, Date from, Date to, const Closures& closed) {
    std::vector<Interval> joined;
    for (const auto& range : open_ranges(schedule, ZoneClock{schedule.zone}, from - zones_apart_max,
                                         to + zones_apart_max, closed)) {
        joined.push_back(range.joined);
    }
    return TakenTime{std::move(joined)};
}

std::int64_t minutes_within(const TakenTime& hours, const Interval& window) {
    Milliseconds total{0};
    hours.visit_overlapping(window, [&](const Interval& range) {
        const Interval part{std::max(range.start, window.start), std::min(range.end, window.end)};
        if (!part.is_empty()) total += part.end - part.start;
    });
    return std::chrono::floor<Minutes>(total).count();
}

std::int64_t booked_on(const MinutesByDate& booked, Date date) {
    const auto found = booked.find(date);
    return found == booked.end() ? 0 : found->second;
}

}  // namespace

std::vector<std::int64_t> open_minutes(const KeptHost& kept, Date from, Date to,
                                       const MinutesByDate& booked) {
    std::vector<std::int64_t> minutes(static_cast<std::size_t>((to - from).count()), 0);
    const auto* schedule = kept.host.schedule(default_schedule);
    if (schedule == nullptr) return minutes;
    const auto scheduled = hours_of(*schedule, from, to, {});
    auto bookable = hours_of(*schedule, from, to, kept.closed);
    if (kept.host.absences) bookable = bookable.without(kept.host.absences->taken());
    const ZoneClock zone{kept.host.terms->zone};
    Instant midnight = zone.instant_of(CivilMinute{from});
    for (auto& open : minutes) {
        const Date date = from;
        from += std::chrono::days{1};
        const Instant next = zone.instant_of(CivilMinute{from});
        const Interval window{std::max(midnight, kept.life.start), std::min(next, kept.life.end)};
        const auto kept_open = std::min(booked_on(booked, date), minutes_within(scheduled, window));
        open = std::max(minutes_within(bookable, window), kept_open);
        midnight = next;
    }
    return minutes;
}

}  // namespace kalends
