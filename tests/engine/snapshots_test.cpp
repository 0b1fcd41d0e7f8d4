#include <doctest/doctest.h>

#include "tests/office/office.hpp"

using namespace kalends;
using kalends::testing::at;
using kalends::testing::Office;

TEST_CASE("a replay shows the booking as it stood then, though a later snapshot is kept") {
    Office office;
    office.limits.revisions_per_snapshot = 1;
    office.reopen();
    const Idempotency key{"key-1", "book"};
    const auto book = office.book(at("2026-11-03T09:00:00Z"));
    (void)office.ask(book, key);
    (void)office.ask(Cancel{book.booking, {}});
    const auto again = office.ask(book, key);
    REQUIRE(std::holds_alternative<Accepted>(again));
    CHECK(std::get<Accepted>(again).resource->as<Booking>()->status == BookingStatus::confirmed);
}
