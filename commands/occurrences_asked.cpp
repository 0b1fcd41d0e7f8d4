#include "commands/occurrences_asked.hpp"

#include <algorithm>

#include "commands/booking_guards.hpp"
#include "commands/decision.hpp"
#include "commands/rights.hpp"
#include "commands/taking.hpp"

namespace kalends {
namespace {

Instant present_start(const Booking* booking) {
    return booking->when.time.start;
}

}  // namespace

bool is_open(const Booking& booking, Instant now) {
    return booking.is_live() && booking.when.time.start > now;
}

Rejection why_none_is_open(const std::vector<const Booking*>& all) {
    const auto has_begun = [](const Booking* booking) { return booking->is_live(); };
    if (std::ranges::any_of(all, has_begun)) return Rejection::already_over;
    const auto is_cancelled = [](const Booking* booking) {
        return booking->status == BookingStatus::cancelled;
    };
    return std::ranges::all_of(all, is_cancelled) ? Rejection::already_cancelled
                                                  : Rejection::already_decided;
}

const Series* want_series(SeriesId id, Scope& scope) {
    scope.want(scope.organisation_id());
    const Series* series = scope.want(id);
    if (series == nullptr) return nullptr;
    scope.want(series->meeting_type);
    bool are_loaded = true;
    for (const auto booking : series->bookings) {
        are_loaded &= want_booking(booking, scope) != nullptr;
    }
    return are_loaded ? series : nullptr;
}

bool names_occurrence(const OccurrencesAsked& asked, const Series& series) {
    return std::ranges::find(series.bookings, asked.named) != series.bookings.end();
}

std::vector<const Booking*> occurrences_asked(const OccurrencesAsked& asked, const Series& series,
                                              const Scope& scope) {
    const Booking* named = asked.named.is_nil() ? nullptr : scope.find(asked.named);
    std::vector<const Booking*> all;
    for (const auto id : series.bookings) {
        const Booking* booking = scope.find(id);
        ensure(booking != nullptr, "the bookings of a series exist");
        const bool is_asked =
            asked.scope == SeriesScope::all ||
            (asked.scope == SeriesScope::one ? booking == named
                                             : present_start(booking) >= present_start(named));
        if (is_asked) all.push_back(booking);
    }
    std::ranges::stable_sort(all, {}, present_start);
    return all;
}

Result<std::vector<const Booking*>, Refusal> open_occurrences(const OccurrencesAsked& asked,
                                                              const Scope& scope, Instant now) {
    const Series* series = scope.find(asked.series);
    if (series == nullptr) return refuse(Rejection::not_found);
    if (!asked.named.is_nil() && !names_occurrence(asked, *series)) {
        return refuse(Rejection::not_found, "/booking_id");
    }
    const Actor& actor = scope.actor();
    // A guest's token is for one booking, and for no series.
    if (is_stranger(actor)) return refuse(Rejection::forbidden);
    auto all = occurrences_asked(asked, *series, scope);
    const bool may_all = std::ranges::all_of(
        all, [&](const Booking* booking) { return may_write(actor, *booking); });
    if (!may_all) return refuse(Rejection::forbidden);
    if (scope.is_stale(series->revision)) return refuse(Rejection::stale_revision);
    std::vector<const Booking*> open;
    std::ranges::copy_if(all, std::back_inserter(open),
                         [now](const Booking* booking) { return is_open(*booking, now); });
    if (open.empty()) return refuse(why_none_is_open(all));
    return open;
}

}  // namespace kalends
