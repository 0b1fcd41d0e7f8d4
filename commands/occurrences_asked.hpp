#pragma once

#include <optional>
#include <vector>

#include "commands/scope.hpp"
#include "domain/rejection.hpp"
#include "domain/result.hpp"
#include "domain/series.hpp"

namespace kalends {

// Which occurrences of a series a command is about (rule C5).
struct OccurrencesAsked {
    SeriesId series;
    SeriesScope scope{};
    BookingId named;  // of `one` and `following` the first; else nil, or the one that shows the way
};

// Whether an occurrence can still be changed with its series: neither cancelled nor decided, and
// not begun.
[[nodiscard]] bool is_open(const Booking& booking, Instant now);

// Why none of some occurrences is open: `already_over` if one has begun, else `already_decided`, or
// `already_cancelled` if all are.
[[nodiscard]] Rejection why_none_is_open(const std::vector<const Booking*>& all);

// Whether occurrences can move with one another: seats of a session, which an occurrence may have
// come to have since its series was made, move one booking at a time (rule T3).
[[nodiscard]] bool moves_together(const MeetingType& type, const std::vector<const Booking*>& open);

// What every command about a series needs: the series and its bookings, with all that a command
// about each of them needs. Null until the series is loaded.
const Series* want_series(SeriesId id, Scope& scope);

// Those asked for that are open, in the order of their starts. Refused, in this order, if there is
// no such series or occurrence, if the caller may not change each of them, if the series is not of
// the revision expected, or if none is open.
[[nodiscard]] Result<std::vector<const Booking*>, Refusal> open_occurrences(
    const OccurrencesAsked& asked, const Scope& scope, Instant now);

}  // namespace kalends
