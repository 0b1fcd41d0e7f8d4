#include "commands/engine/timekeeper.hpp"

#include <doctest/doctest.h>

#include "tests/office/office.hpp"

namespace timekeeper_test {

using namespace kalends;
using kalends::testing::at;

namespace {

const Instant eight = at("2026-11-02T08:00:00Z");

struct HandClock : Clock {
    Instant shown = eight;

    [[nodiscard]] Instant now() const override { return shown; }
};

}  // namespace

TEST_CASE("a clock that steps back up to ten minutes is held still") {
    HandClock clock;
    Timekeeper time{clock, eight};
    clock.shown = eight - Minutes{10};
    CHECK(time.now() == eight);
    CHECK(time.is_held());
    clock.shown = eight + Minutes{1};
    CHECK(time.now() == clock.shown);
    CHECK_FALSE(time.is_held());
}

TEST_CASE("a clock that steps back further is not believed until it has caught up") {
    HandClock clock;
    Timekeeper time{clock, eight};
    clock.shown = eight - Minutes{10} - Milliseconds{1};
    CHECK_FALSE(time.now());
    clock.shown = eight;
    CHECK(time.now() == eight);
}

TEST_CASE("the head of the log holds the time even of a process that has just started") {
    HandClock clock;
    Timekeeper time{clock, eight + Minutes{5}};
    CHECK(time.now() == eight + Minutes{5});
}

TEST_CASE("an earlier time that the operator accepts is the time from then on") {
    HandClock clock;
    Timekeeper time{clock, eight};
    clock.shown = eight - Minutes{60};
    CHECK(time.accept_clock() == eight);
    CHECK(time.now() == clock.shown);
}

TEST_CASE("an earlier time is not accepted once claims to come may have been forgotten") {
    HandClock clock;
    Timekeeper time{clock, eight};
    clock.shown = eight - kalends::calendar_memory - Milliseconds{1};
    CHECK_THROWS_AS((void)time.accept_clock(), ClockTooFarBehind);
    CHECK_FALSE(time.now());
    clock.shown += Milliseconds{1};
    CHECK(time.accept_clock() == eight);
}

TEST_CASE("a settable clock goes backwards too") {
    SettableClock clock;
    clock.set(eight - 2 * kalends::calendar_memory);
    CHECK(Timekeeper{clock, eight}.accept_clock() == eight);
    clock.set(eight - std::chrono::days{1});
    Timekeeper time{clock, eight};
    CHECK(time.now() == eight - std::chrono::days{1});
    CHECK_FALSE(time.is_held());
}

}  // namespace timekeeper_test
