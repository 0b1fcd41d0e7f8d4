#include "tests/sim/rare_commands.hpp"

#include <optional>

namespace kalends::sim {
namespace {

std::optional<Rare> state_of(Rejection reason) {
    switch (reason) {
        case Rejection::seats_full:
            return Rare::session_full;
        case Rejection::stale_revision:
            return Rare::stale_revision;
        case Rejection::hold_expired:
            return Rare::hold_gone;
        case Rejection::limit_reached:
            return Rare::limit_reached;
        case Rejection::source_stale:
            return Rare::source_closed;
        default:
            return std::nullopt;
    }
}

// What a command that took effect reached; `booking` is what it was about, or null.
struct Reached {
    const Booking* booking;

    // Of a booking in the place of a hold it cannot be said who opened the session.
    std::optional<Rare> operator()(const Book& book) const {
        if (book.hold) return Rare::hold_booked;
        return has_seats() && !booking->when.seats->opens ? std::optional{Rare::session_joined}
                                                          : std::nullopt;
    }
    std::optional<Rare> operator()(const Reassign&) const {
        return has_seats() ? std::optional{Rare::session_reassigned} : std::nullopt;
    }
    std::optional<Rare> operator()(const Complete&) const { return Rare::completed; }
    std::optional<Rare> operator()(const UndoNoShow&) const { return Rare::no_show_undone; }
    std::optional<Rare> operator()(const BookSeries&) const { return Rare::series_booked; }
    std::optional<Rare> operator()(const RescheduleSeries&) const { return Rare::series_moved; }
    std::optional<Rare> operator()(const RescheduleSession&) const { return Rare::session_moved; }
    std::optional<Rare> operator()(const CancelSession&) const { return Rare::session_cancelled; }
    template <class Other>
    std::optional<Rare> operator()(const Other&) const {
        return std::nullopt;
    }

    [[nodiscard]] bool has_seats() const { return booking != nullptr && booking->when.seats; }
};

}  // namespace

void note_refused(Tally& tally, const Command& command, const Refusal& refusal) {
    const auto reason = refusal.reason;
    if (const auto state = state_of(reason)) tally.reached(*state);
    if (!refusal.occurrences.empty()) tally.reached(Rare::series_refused);
    if (reason == Rejection::claimed && std::holds_alternative<Reschedule>(command)) {
        tally.reached(Rare::reschedule_conflict);
    }
    if (reason == Rejection::absent && std::holds_alternative<Approve>(command)) {
        tally.reached(Rare::approval_met_absence);
    }
}

void note_done(Tally& tally, const Command& command, const StreamState* target) {
    const auto* booking = target == nullptr ? nullptr : target->as<Booking>();
    if (const auto state = std::visit(Reached{booking}, command)) tally.reached(*state);
}

}  // namespace kalends::sim
