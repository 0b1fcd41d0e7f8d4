#include <doctest/doctest.h>

#include "schemas/requests/values.hpp"
#include "tests/schemas/requests/parsing.hpp"

namespace schedule_test {

using namespace kalends;

namespace {

std::string weekly_faults(std::string_view rule) {
    return faults_of("SetSchedule",
                     R"({"time_zone":"Europe/Luxembourg","weekly":[)" + std::string{rule} + "]}");
}

}  // namespace

TEST_CASE("a schedule is weekly hours, overrides and dates") {
    const auto schedule = parsed(parse_schedule, sample_body("SetSchedule"));
    REQUIRE(schedule.weekly.size() == 2);
    CHECK(schedule.weekly[0].days == Weekdays{0b0010001});
    CHECK(schedule.weekly[1].range == TimeRange{Minutes{1'200}, Minutes{1'440}});
    CHECK_FALSE(schedule.weekly[1].effective.to);
    REQUIRE(schedule.overrides.size() == 2);
    CHECK(schedule.overrides[1].ranges.empty());
    CHECK(schedule.effective.to == parse_date("2026-12-31"));
}

TEST_CASE("W2, W4: a range ends after it starts, at 24:00 at the latest") {
    CHECK(weekly_faults(R"({"days":["mon"],"start":"10:00","end":"10:00"})") ==
          "/weekly/0/end must be after start\n");
    CHECK(weekly_faults(R"({"days":["mon"],"start":"22:00","end":"02:00"})") ==
          "/weekly/0/end must be after start\n");
    CHECK(weekly_faults(R"({"days":["mon"],"start":"9:00","end":"24:01"})") ==
          "/weekly/0/start must be a time of day from 00:00 to 24:00\n"
          "/weekly/0/end must be a time of day from 00:00 to 24:00\n");
    CHECK(faults_of("SetSchedule", R"({"time_zone":"Europe/Luxembourg","weekly":[],"overrides":)"
                                   R"([{"date":"2026-02-29","ranges":[{"start":"10:00"}]}]})") ==
          "/overrides/0/date must be a date, as in 2026-12-01\n"
          "/overrides/0/ranges/0/end is missing\n");
}

TEST_CASE("a rule names each of its days once, and dates in order") {
    CHECK(weekly_faults(R"({"days":[],"start":"09:00","end":"10:00"})") ==
          "/weekly/0/days must be a list of 1 to 7 elements\n");
    CHECK(weekly_faults(R"({"days":["mon","mon"],"start":"09:00","end":"10:00"})") ==
          "/weekly/0/days/1 must not stand twice\n");
    CHECK(weekly_faults(R"({"days":["Monday"],"start":"09:00","end":"10:00"})") ==
          "/weekly/0/days/0 must be one of mon, tue, wed, thu, fri, sat, sun\n");
    CHECK(weekly_faults(R"({"days":["mon"],"start":"09:00","end":"10:00",)"
                        R"("from":"2026-02-01","to":"2026-01-31"})") ==
          "/weekly/0/to must not be before from\n");
}

TEST_CASE("all schedules of a host are named, each by a name of its own") {
    const auto all = parsed(parse_schedules, sample_body("ReplaceSchedules"));
    CHECK(all.schedules.size() == 2);
    CHECK(all.schedules.at("default").effective.from == parse_date("2026-01-01"));
    const std::string summer = R"({"name":"summer","time_zone":"Europe/Luxembourg","weekly":[]})";
    CHECK(faults_of("ReplaceSchedules", R"({"schedules":[)" + summer + "," + summer + "]}") ==
          "/schedules/1/name must not stand twice\n");
    CHECK(faults_of("ReplaceSchedules", R"({"schedules":[{"name":"a b","weekly":[]}]})") ==
          "/schedules/0/name must be 1 to 50 letters, digits, `-` and `_`\n"
          "/schedules/0/time_zone is missing\n");
    CHECK(faults_of("ReplaceSchedules", "{}") == "/schedules is missing\n");
}

TEST_CASE("the name of a schedule or a source can stand in a path") {
    CHECK(is_path_name("default"));
    CHECK(is_path_name("summer-2026_b"));
    CHECK_FALSE(is_path_name(""));
    CHECK_FALSE(is_path_name("a/b"));
    CHECK_FALSE(is_path_name(std::string(51, 'a')));
}

}  // namespace schedule_test
