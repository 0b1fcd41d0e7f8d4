#include <doctest/doctest.h>

#include "tests/schemas/requests/parsing.hpp"

namespace absence_test {

using namespace kalends;

namespace {

std::string faults(std::string_view body) {
    return faults_of("AddAbsence", body);
}

}  // namespace

TEST_CASE("W6: an absence is instants or civil dates, with a note that is personal") {
    const auto dates = parsed(parse_add_absence, sample_body("AddAbsence"));
    CHECK(std::get<AbsentDates>(dates.time) ==
          AbsentDates{*parse_date("2026-12-24"), *parse_date("2027-01-01")});
    CHECK(dates.personal.note->json == R"("Skiing with the family.")");
    const auto instants = parsed(
        parse_add_absence, R"({"start":"2026-12-01T09:00:00+01:00","end":"2026-12-01T10:00:00Z"})");
    CHECK(std::get<Interval>(instants.time) ==
          Interval{*parse_instant("2026-12-01T08:00:00Z"), *parse_instant("2026-12-01T10:00:00Z")});
    CHECK_FALSE(instants.personal.note);
}

TEST_CASE("an absence ends after it starts, within the bookable years, and is said in one way") {
    CHECK(faults("{}") == "/start is missing\n/end is missing\n");
    CHECK(faults(R"({"start":"2026-12-01T09:00:00Z"})") == "/end is missing\n");
    CHECK(faults(R"({"to":"2026-12-01"})") == "/from is missing\n");
    CHECK(faults(R"({"from":"2026-12-01"})") == "/to is missing\n");
    CHECK(faults(R"({"from":"2026-12-02","to":"2026-12-01"})") == "/to must not be before from\n");
    CHECK(faults(R"({"start":"2026-12-01T09:00:00Z","end":"2026-12-01T09:00:00Z"})") ==
          "/end must be after start\n");
    CHECK(faults(R"({"start":"2026-12-01T09:00:30Z","end":"2026-12-01T10:00:00Z"})") ==
          "/start must be a whole minute, without seconds\n");
    CHECK(faults(R"({"from":"2026-12-01","to":"2026-12-01","start":"2026-12-01T09:00:00Z"})") ==
          "/start must not stand beside from and to\n");
    CHECK(faults(R"({"from":"1970-01-01","to":"2026-12-01"})") ==
          "/from must lie within the years 1970 to 2999\n");
    CHECK(faults(R"({"from":"2026-12-01","to":"2999-12-31"})") ==
          "/to must lie within the years 1970 to 2999\n");
    CHECK(faults(R"({"start":"2999-12-31T00:00:00Z","end":"2999-12-31T01:00:00Z"})") ==
          "/end must lie within the years 1970 to 2999\n");
    CHECK(faults(R"({"from":"2026-12-01","to":"2026-12-01","note":" "})") ==
          "/note must not be blank\n");
    CHECK(faults(R"({"from":"2026-12-01","to":"2026-12-01","why":"x"})") ==
          "/why is not known: here can stand from, to, start, end, note\n");
}

}  // namespace absence_test
