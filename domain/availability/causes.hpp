#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "domain/availability/hours_cache.hpp"
#include "domain/availability/open_ranges.hpp"
#include "domain/availability/question.hpp"
#include "domain/claim.hpp"
#include "domain/holiday.hpp"
#include "domain/limit.hpp"

namespace kalends {

// Nothing more is to be told than the reason: a type or host is retired, or has no schedule.
struct PlainCause {
    bool operator==(const PlainCause&) const = default;
};

// The date on which what the slot needs is not open, and what says so: a schedule of the host by
// its name, or the meeting type's own, which has none.
struct ClosedHours {
    std::string schedule;
    Date date;
    HoursRule rule{};
    HolidayCalendarId holidays;  // nil unless one closes the date

    bool operator==(const ClosedHours&) const = default;
};

// Busy time of an outside source.
struct BusyTaken {
    std::string source;
    Interval time;

    bool operator==(const BusyTaken&) const = default;
};

// A source that was not read for too long.
struct SourceUnread {
    std::string source;
    Instant read_at;

    bool operator==(const SourceUnread&) const = default;
};

// What stands behind a reason against a start, on one host; the host is nil for what is about the
// type itself, or all of its hosts.
struct Cause {
    Rejection reason{};
    HostId host;
    std::variant<PlainCause, Claim, Absence, BusyTaken, SourceUnread, ClosedHours, LimitUse> what;

    bool operator==(const Cause&) const = default;
};

// No more of them are told of one start.
inline constexpr std::size_t causes_max = 20;

// What is asked about a start: the fixed hosts, and of each group that has none free the one that
// is nearest to it; what would be taken of them. If it is seats of an open session that are nearest
// to being had, they are those of the session.
struct HostsAsked {
    std::vector<const Host*> hosts;
    Interval window;
};

// What stands behind those of `reasons`, which were found against the start on these hosts, that
// something somebody wrote stands behind: the rest (notice, window, grid, the first of a day)
// follow from the type alone.
[[nodiscard]] std::vector<Cause> causes(const Question& question, const HostsAsked& asked,
                                        Instant start, Reasons reasons, HoursCache& cache);

}  // namespace kalends
