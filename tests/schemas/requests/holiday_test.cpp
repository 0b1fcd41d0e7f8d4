#include <doctest/doctest.h>

#include "tests/schemas/requests/parsing.hpp"

namespace holiday_test {

using namespace kalends;

namespace {

std::string faults(std::string_view dates) {
    return faults_of("PutHolidayCalendar",
                     R"({"name":"Luxembourg","dates":[)" + std::string{dates} + "]}");
}

}  // namespace

TEST_CASE("W5: a holiday calendar is a name and closed dates, which are put in order") {
    const auto terms = parsed(parse_holiday_calendar, sample_body("PutHolidayCalendar"));
    CHECK(terms.name == "Luxembourg");
    REQUIRE(terms.dates.size() == 2);
    CHECK(terms.dates[0] == ClosedDate{*parse_date("2026-12-25"), "Christmas"});
}

TEST_CASE("a closed date is a date with a name, and stands once") {
    CHECK(faults(R"({"date":"2026-02-30","name":""})") ==
          "/dates/0/date must be a date, as in 2026-12-01\n"
          "/dates/0/name must be a text of 1 to 100 characters\n");
    CHECK(faults(R"({"date":"2026-12-25","name":"a"},{"date":"2026-12-25","name":"b"})") ==
          "/dates/1/date must not stand twice\n");
    CHECK(faults_of("PutHolidayCalendar", "{}") == "/name is missing\n/dates is missing\n");
}

}  // namespace holiday_test
