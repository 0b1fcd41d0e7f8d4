#include "commands/engine/settable_clock.hpp"

#include <doctest/doctest.h>

namespace settable_clock_test {

using namespace kalends;

TEST_CASE("a settable clock stands where it was put, even before 1970") {
    for (const auto* text : {"2026-11-30T08:00:00Z", "1970-01-01T00:00:00Z"}) {
        SettableClock clock{*parse_instant(text)};
        CHECK_EQ(to_text(clock.now()), text);
        CHECK_FALSE(clock.is_running());
    }
    SettableClock clock{Instant{Milliseconds{-1}}};
    CHECK_EQ(clock.now(), Instant{Milliseconds{-1}});
}

TEST_CASE("a clock let run goes on from where it stood, not from the machine's time") {
    SettableClock clock{*parse_instant("2100-01-01T00:00:00Z")};
    clock.run();
    CHECK(clock.is_running());
    const auto now = clock.now();
    CHECK(now >= *parse_instant("2099-12-31T23:59:59Z"));
    CHECK(now < *parse_instant("2100-01-02T00:00:00Z"));
}

TEST_CASE("a clock that was never set shows the machine's time") {
    const SettableClock clock;
    CHECK(clock.is_running());
    const auto before = SystemClock{}.now();
    CHECK(clock.now() >= before);
}

}  // namespace settable_clock_test
