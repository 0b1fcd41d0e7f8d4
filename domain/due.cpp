#include "domain/due.hpp"

namespace kalends {
namespace {

using Changes = std::vector<DueChange>;

// Every event of a booking or hold settles what its deadline is, or that it has none. One that only
// amends leaves it alone.
template <class SomeId>
Changes due(SomeId id, std::optional<Instant> at) {
    return {{stream_of(id), at}};
}

// What is firm at once never falls due: most bookings, so they cost nothing here.
template <BookingStatus status>
Changes changes(const BookingMade<status>& e) {
    Changes all;
    if (e.hold) all.push_back({stream_of(e.hold->hold), std::nullopt});
    if (status == BookingStatus::pending) all.push_back({stream_of(e.booking), e.expires_at});
    return all;
}
Changes changes(const BookingRescheduled& e) {
    return due(e.booking, e.expires_at);
}
Changes changes(const BookingApproved& e) {
    return due(e.booking, std::nullopt);
}
Changes changes(const BookingRejected& e) {
    return due(e.booking, std::nullopt);
}
Changes changes(const BookingCancelled& e) {
    return due(e.booking, std::nullopt);
}
Changes changes(const BookingExpired& e) {
    return due(e.booking, std::nullopt);
}
Changes changes(const HoldMade& e) {
    return due(e.hold, e.expires_at);
}
Changes changes(const HoldExtended& e) {
    return due(e.hold, e.expires_at);
}
Changes changes(const HoldReleased& e) {
    return due(e.hold, std::nullopt);
}
Changes changes(const HoldExpired& e) {
    return due(e.hold, std::nullopt);
}

// All that is written of a host's sources says when the first of them falls due; what is left
// changes no deadline.
template <class Fact>
Changes changes(const Fact& e) {
    if constexpr (requires { e.next_due; }) {
        return due(e.host, e.next_due);
    } else {
        return {};
    }
}

}  // namespace

std::vector<DueChange> due_changes(const Event& event) {
    return std::visit([](const auto& e) { return changes(e); }, event);
}

}  // namespace kalends
