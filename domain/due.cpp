#include "domain/due.hpp"

namespace kalends {
namespace {

using Change = std::optional<DueChange>;

// Every event of a booking settles what its deadline is, or that it has none. One that only amends
// leaves it alone.
Change change(const BookingRequested& e) {
    return DueChange{stream_of(e.booking), e.expires_at};
}
Change change(const BookingRescheduled& e) {
    return DueChange{stream_of(e.booking), e.expires_at};
}
Change change(const BookingApproved& e) {
    return DueChange{stream_of(e.booking), std::nullopt};
}
Change change(const BookingRejected& e) {
    return DueChange{stream_of(e.booking), std::nullopt};
}
Change change(const BookingCancelled& e) {
    return DueChange{stream_of(e.booking), std::nullopt};
}
Change change(const BookingExpired& e) {
    return DueChange{stream_of(e.booking), std::nullopt};
}

template <class Fact>
Change change(const Fact&) {
    return std::nullopt;
}

}  // namespace

std::optional<DueChange> due_change(const Event& event) {
    return std::visit([](const auto& e) { return change(e); }, event);
}

}  // namespace kalends
