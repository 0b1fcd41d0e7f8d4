#include "domain/limit.hpp"

#include <doctest/doctest.h>

#include "domain/schedule.hpp"

namespace limit_test {

using namespace kalends;
using namespace std::chrono;

namespace {

constexpr Date wednesday{2026y / December / 30};

}  // namespace

TEST_CASE("L1: a period is the day, the week, the month or the year that holds a date") {
    CHECK(period_of(LimitPeriod::day, wednesday, Monday) == DateRange{wednesday, wednesday});
    CHECK(period_of(LimitPeriod::week, wednesday, Monday) ==
          DateRange{Date{2026y / December / 28}, Date{2027y / January / 3}});
    CHECK(period_of(LimitPeriod::month, wednesday, Monday) ==
          DateRange{Date{2026y / December / 1}, Date{2026y / December / 31}});
    CHECK(period_of(LimitPeriod::month, Date{2028y / February / 1}, Monday).last ==
          Date{2028y / February / 29});
    CHECK(period_of(LimitPeriod::year, wednesday, Monday) ==
          DateRange{Date{2026y / January / 1}, Date{2026y / December / 31}});
}

TEST_CASE("L1: a week begins on the day that the organisation says, and holds that day") {
    CHECK(period_of(LimitPeriod::week, wednesday, Sunday).first == Date{2026y / December / 27});
    CHECK(period_of(LimitPeriod::week, wednesday, Wednesday).first == wednesday);
    CHECK(period_of(LimitPeriod::week, wednesday, Thursday).last == wednesday);
    for (const auto day : {DayName::mon, DayName::sat, DayName::sun}) {
        const auto week = period_of(LimitPeriod::week, wednesday, weekday_of(day));
        CHECK(weekday{week.first} == weekday_of(day));
        CHECK(week.last - week.first == days{6});
        CHECK(week.contains(wednesday));
    }
}

}  // namespace limit_test
