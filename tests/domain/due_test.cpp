#include "domain/due.hpp"

#include <doctest/doctest.h>

namespace due_test {

using namespace kalends;

namespace {

constexpr BookingId booking{IdBits{6, 1}};
constexpr HoldId hold{IdBits{7, 1}};
constexpr Instant deadline{std::chrono::hours{1'000}};

using Due = std::vector<DueChange>;

}  // namespace

TEST_CASE("C3: a request falls due at its deadline, if it has one") {
    BookingRequested requested;
    requested.booking = booking;
    CHECK(due_changes(requested) == Due{{stream_of(booking), std::nullopt}});
    requested.expires_at = deadline;
    CHECK(due_changes(requested) == Due{{stream_of(booking), deadline}});
}

TEST_CASE("C3: a move settles the deadline anew") {
    BookingRescheduled moved;
    moved.booking = booking;
    moved.expires_at = deadline;
    CHECK(due_changes(moved) == Due{{stream_of(booking), deadline}});
    moved.expires_at.reset();
    CHECK(due_changes(moved) == Due{{stream_of(booking), std::nullopt}});
}

TEST_CASE("C3: what is decided or let go falls due no more") {
    const Due none{{stream_of(booking), std::nullopt}};
    CHECK(due_changes(BookingApproved{booking, {}}) == none);
    CHECK(due_changes(BookingRejected{booking, {}, {}}) == none);
    CHECK(due_changes(BookingCancelled{booking, {}, {}}) == none);
    CHECK(due_changes(BookingExpired{booking, {}, deadline}) == none);
}

TEST_CASE("B6: what is written of a source says when the first of its host falls due") {
    const HostId host{IdBits{3, 1}};
    CHECK(due_changes(BusySourceSet{host, "work", {}, deadline}) ==
          Due{{stream_of(host), deadline}});
    CHECK(due_changes(BusyImported{.host = host, .source = "work"}) ==
          Due{{stream_of(host), std::nullopt}});
    CHECK(due_changes(BusySourceRecovered{host, "work", deadline}) ==
          Due{{stream_of(host), deadline}});
    CHECK(due_changes(BusySourceRemoved{host, "work", {}}) == Due{{stream_of(host), std::nullopt}});
}

TEST_CASE("an amendment and what is no booking's leave deadlines alone") {
    CHECK(due_changes(BookingAmended{booking}).empty());
    CHECK(due_changes(HostRetired{HostId{IdBits{3, 1}}}).empty());
    CHECK(due_changes(ClockReset{}).empty());
}

TEST_CASE(
    "C3: a hold falls due at its expiry, later if it is extended, and no more once it is gone") {
    HoldMade made;
    made.hold = hold;
    made.expires_at = deadline;
    CHECK(due_changes(made) == Due{{stream_of(hold), deadline}});
    const auto later = deadline + Minutes{5};
    CHECK(due_changes(HoldExtended{hold, {}, later}) == Due{{stream_of(hold), later}});
    const Due none{{stream_of(hold), std::nullopt}};
    CHECK(due_changes(HoldReleased{hold, {}}) == none);
    CHECK(due_changes(HoldExpired{hold, {}, deadline}) == none);
}

TEST_CASE("C3: where a booking stands in the place of a hold the hold falls due no more") {
    BookingConfirmed confirmed;
    confirmed.booking = booking;
    CHECK(due_changes(confirmed).empty());
    confirmed.hold = HoldTaken{hold, {}};
    CHECK(due_changes(confirmed) == Due{{stream_of(hold), std::nullopt}});
    BookingRequested requested;
    requested.booking = booking;
    requested.hold = confirmed.hold;
    requested.expires_at = deadline;
    CHECK(due_changes(requested) ==
          Due{{stream_of(hold), std::nullopt}, {stream_of(booking), deadline}});
}

}  // namespace due_test
