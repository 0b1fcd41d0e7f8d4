#include "schemas/values/clock_minute.hpp"

#include <doctest/doctest.h>

namespace clock_minute_test {

using namespace kalends;

TEST_CASE("every minute of the day and 24:00 read back as written") {
    for (int minute = 0; minute <= 24 * 60; ++minute) {
        std::string text;
        append_text(text, ClockMinute{Minutes{minute}});
        CHECK(text.size() == 5);
        CHECK(parse_clock_minute(text) == ClockMinute{Minutes{minute}});
    }
}

TEST_CASE("what is no time of day is refused") {
    for (const std::string_view text :
         {"", "9:00", "09:60", "24:01", "25:00", "09-00", "09:0", "09:000", "+9:00", "0a:00"}) {
        CAPTURE(text);
        CHECK_FALSE(parse_clock_minute(text));
    }
}

}  // namespace clock_minute_test
