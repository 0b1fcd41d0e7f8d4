#include "domain/due.hpp"

#include <doctest/doctest.h>

using namespace kalends;

namespace {

constexpr BookingId booking{IdBits{6, 1}};
constexpr Instant deadline{std::chrono::hours{1'000}};

}  // namespace

TEST_CASE("C3: a request falls due at its deadline, if it has one") {
    BookingRequested requested;
    requested.booking = booking;
    CHECK(due_change(requested) == DueChange{stream_of(booking), std::nullopt});
    requested.expires_at = deadline;
    CHECK(due_change(requested) == DueChange{stream_of(booking), deadline});
}

TEST_CASE("C3: a move settles the deadline anew") {
    BookingRescheduled moved;
    moved.booking = booking;
    moved.expires_at = deadline;
    CHECK(due_change(moved) == DueChange{stream_of(booking), deadline});
    moved.expires_at.reset();
    CHECK(due_change(moved) == DueChange{stream_of(booking), std::nullopt});
}

TEST_CASE("C3: what is decided or let go falls due no more") {
    const DueChange none{stream_of(booking), std::nullopt};
    CHECK(due_change(BookingApproved{booking, {}}) == none);
    CHECK(due_change(BookingRejected{booking, {}, {}}) == none);
    CHECK(due_change(BookingCancelled{booking, {}, {}}) == none);
    CHECK(due_change(BookingExpired{booking, {}, deadline}) == none);
}

TEST_CASE("an amendment and what is no booking's leave deadlines alone") {
    CHECK_FALSE(due_change(BookingAmended{booking}));
    CHECK_FALSE(due_change(HostRetired{HostId{IdBits{3, 1}}}));
    CHECK_FALSE(due_change(ClockReset{}));
}
