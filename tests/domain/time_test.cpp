#include "domain/time.hpp"

#include <doctest/doctest.h>

namespace time_test {

using namespace kalends;
using namespace std::chrono_literals;

TEST_CASE("an instant is written in UTC and read with any offset") {
    const auto at = parse_instant("2026-12-01T09:00:00+01:00");
    REQUIRE(at);
    CHECK(to_text(*at) == "2026-12-01T08:00:00Z");
    CHECK(to_text(*at + 7ms) == "2026-12-01T08:00:00.007Z");
    CHECK(parse_instant("2026-12-01T08:00:00.007Z") == *at + 7ms);
    CHECK(parse_instant("2026-12-01T02:30:00-05:30") == at);
}

TEST_CASE("an ambiguous or impossible instant is refused") {
    CHECK_FALSE(parse_instant("2026-12-01T09:00:00"));
    CHECK_FALSE(parse_instant("2026-12-01"));
    CHECK_FALSE(parse_instant("2026-12-01 09:00:00Z"));
    CHECK_FALSE(parse_instant("2026-02-29T09:00:00Z"));
    CHECK_FALSE(parse_instant("2026-12-01T24:00:00Z"));
    CHECK_FALSE(parse_instant("2026-12-01T09:00:60Z"));
    CHECK_FALSE(parse_instant("2026-12-01T09:00:00.0001Z"));
    CHECK_FALSE(parse_instant("2026-12-01T09:00:00Zjunk"));
    CHECK_FALSE(parse_instant("1969-12-31T23:59:59Z"));
}

TEST_CASE("an instant that an offset leads out of the years is refused, as it could not be read") {
    CHECK_FALSE(parse_instant("1970-01-01T00:00:00+00:01"));
    CHECK_FALSE(parse_instant("2999-12-31T23:59:00-00:01"));
    for (const auto* text : {"1970-01-01T00:00:00Z", "2999-12-31T23:59:59.999Z"}) {
        CHECK(to_text(parse_instant(text).value()) == text);
    }
}

TEST_CASE("civil dates and minutes read back as written") {
    const auto date = parse_date("2028-02-29");
    REQUIRE(date);
    CHECK(to_text(*date) == "2028-02-29");
    CHECK_FALSE(parse_date("2027-02-29"));
    const auto minute = parse_civil_minute("2026-03-08T02:30");
    REQUIRE(minute);
    CHECK(to_text(*minute) == "2026-03-08T02:30");
}

TEST_CASE("a fraction finer than milliseconds is refused, however many digits follow") {
    CHECK_FALSE(parse_instant("2026-12-01T09:00:00.0001Z"));
    CHECK_FALSE(parse_instant("2026-12-01T09:00:00.25555555Z"));
    CHECK_FALSE(parse_instant("2026-12-01T09:00:00.12345678901234567890"));
    CHECK(parse_instant("2026-12-01T09:00:00.250000000Z") ==
          parse_instant("2026-12-01T09:00:00.25Z"));
}

}  // namespace time_test
