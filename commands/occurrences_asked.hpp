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

// What every command about a series needs: the series and its bookings, with all that a command
// about each of them needs. Null until the series and its bookings are loaded.
const Series* want_series(SeriesId id, Scope& scope);

// Whether the occurrence that is named is one of the series.
[[nodiscard]] bool names_occurrence(const OccurrencesAsked& asked, const Series& series);

// Those asked for, in the order of their present starts, which moves may have changed. One that is
// named must be of the series.
[[nodiscard]] std::vector<const Booking*> occurrences_asked(const OccurrencesAsked& asked,
                                                            const Series& series,
                                                            const Scope& scope);

// Those asked for that are open, in the order of their starts. Refused, in this order, if there is
// no such series or occurrence, if the caller may not change each of them, if the series is not of
// the revision expected, or if none is open.
[[nodiscard]] Result<std::vector<const Booking*>, Refusal> open_occurrences(
    const OccurrencesAsked& asked, const Scope& scope, Instant now);

}  // namespace kalends
