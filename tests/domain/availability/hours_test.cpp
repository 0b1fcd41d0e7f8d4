#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "tests/domain/availability/posed.hpp"

namespace hours_test {

using namespace kalends;
using Texts = std::vector<std::string>;
using std::chrono::hours;

namespace {

constexpr Weekdays monday{0b0000001};
constexpr Weekdays tuesday{0b0000010};

}  // namespace

TEST_CASE(
    "W5: a holiday closes its date, a date override beats it, and the next date joins as ever") {
    auto host = host_in("UTC", {"00:00-01:00", "23:00-24:00"}, "2026-03-01T00:00:00Z");
    host.duration = Minutes{60};
    host.holidays = {on("2026-03-03")};
    CHECK(listed(host, "2026-03-02T12:00:00Z", "2026-03-04T12:00:00Z") ==
          std::vector<std::string>{"2026-03-02T23:00:00Z", "2026-03-04T00:00:00Z"});
    host.host_schedule->overrides = {{on("2026-03-03"), {range("10:00-11:00")}}};
    CHECK(listed(host, "2026-03-03T00:00:00Z", "2026-03-03T23:59:00Z") ==
          std::vector<std::string>{"2026-03-03T10:00:00Z"});
}

TEST_CASE("W1: hours are civil time, also in the afternoon of a day on which clocks are set") {
    auto host = host_in("America/New_York", {"13:00-14:00"}, "2026-03-01T00:00:00Z");
    CHECK(listed(host, "2026-03-07T00:00:00Z", "2026-03-09T00:00:00Z") ==
          Texts{"2026-03-07T18:00:00Z", "2026-03-07T18:30:00Z", "2026-03-08T17:00:00Z",
                "2026-03-08T17:30:00Z"});
    host.now = at("2026-10-01T00:00:00Z");
    CHECK(refusals(host, "2026-11-01T17:00:00Z") == Texts{"outside-hours"});
    CHECK(listed(host, "2026-11-01T00:00:00Z", "2026-11-02T00:00:00Z") ==
          Texts{"2026-11-01T18:00:00Z", "2026-11-01T18:30:00Z"});
}

TEST_CASE("W1: in New York the hour left out has no slots, the repeated one has them twice") {
    auto host = host_in("America/New_York", {"00:00-06:00"}, "2026-03-01T00:00:00Z");
    host.duration = hours{1};
    CHECK(listed_in("America/New_York", host, "2026-03-08T05:00:00Z", "2026-03-09T04:00:00Z") ==
          Texts{"08T00:00", "08T01:00", "08T03:00", "08T04:00", "08T05:00"});
    host.now = at("2026-10-25T00:00:00Z");
    CHECK(
        listed_in("America/New_York", host, "2026-11-01T04:00:00Z", "2026-11-02T05:00:00Z") ==
        Texts{"01T00:00", "01T01:00", "01T01:00", "01T02:00", "01T03:00", "01T04:00", "01T05:00"});
}

TEST_CASE("W1: a time in a gap is taken by the offset before the gap") {
    const auto host = host_in("America/New_York", {"02:15-03:45"}, "2026-03-01T00:00:00Z");
    CHECK(listed(host, "2026-03-08T00:00:00Z", "2026-03-09T00:00:00Z") ==
          Texts{"2026-03-08T07:15:00Z"});
    const auto empty = host_in("America/New_York", {"02:30-03:15"}, "2026-03-01T00:00:00Z");
    CHECK(listed(empty, "2026-03-08T00:00:00Z", "2026-03-09T00:00:00Z").empty());
}

TEST_CASE("W1: a time that comes twice is its first occurrence") {
    const auto from = host_in("America/New_York", {"01:30-02:00"}, "2026-10-25T00:00:00Z");
    CHECK(listed(from, "2026-11-01T00:00:00Z", "2026-11-02T00:00:00Z") ==
          Texts{"2026-11-01T05:30:00Z", "2026-11-01T06:00:00Z", "2026-11-01T06:30:00Z"});
    const auto until = host_in("America/New_York", {"00:30-01:30"}, "2026-10-25T00:00:00Z");
    CHECK(listed(until, "2026-11-01T00:00:00Z", "2026-11-02T00:00:00Z") ==
          Texts{"2026-11-01T04:30:00Z", "2026-11-01T05:00:00Z"});
}

TEST_CASE("W1: Lord Howe sets its clocks by half an hour") {
    auto host = host_in("Australia/Lord_Howe", {"01:00-03:00"}, "2026-04-01T00:00:00Z");
    CHECK(listed_in("Australia/Lord_Howe", host, "2026-04-04T13:00:00Z", "2026-04-05T13:00:00Z") ==
          Texts{"05T01:00", "05T01:30", "05T01:30", "05T02:00", "05T02:30"});
    host.now = at("2026-10-01T00:00:00Z");
    CHECK(listed_in("Australia/Lord_Howe", host, "2026-10-03T13:30:00Z", "2026-10-04T13:00:00Z") ==
          Texts{"04T01:00", "04T01:30", "04T02:30"});
}

TEST_CASE("W1: the date that Apia skipped has no hours, and the days around it join") {
    auto host = host_in("Pacific/Apia", {"09:00-10:00"}, "2011-12-20T00:00:00Z");
    CHECK(listed_in("Pacific/Apia", host, "2011-12-29T00:00:00Z", "2012-01-01T00:00:00Z") ==
          Texts{"29T09:00", "29T09:30", "31T09:00", "31T09:30", "01T09:00", "01T09:30"});
    host.host_schedule = daily("Pacific/Apia", {"20:00-24:00", "00:00-02:00"});
    host.duration = hours{5};
    host.type.grid.interval = hours{1};
    CHECK(listed_in("Pacific/Apia", host, "2011-12-30T00:00:00Z", "2011-12-30T20:00:00Z") ==
          Texts{"29T20:00", "29T21:00"});
}

TEST_CASE("W1: a day without midnight begins with its first hour") {
    auto cairo = host_in("Africa/Cairo", {"00:00-03:00"}, "2026-04-01T00:00:00Z");
    cairo.duration = hours{1};
    CHECK(listed_in("Africa/Cairo", cairo, "2026-04-23T20:00:00Z", "2026-04-24T20:00:00Z") ==
          Texts{"24T01:00", "24T02:00"});
    auto havana = host_in("America/Havana", {"22:00-24:00", "00:00-03:00"}, "2026-03-01T00:00:00Z");
    havana.duration = hours{2};
    havana.type.grid.interval = hours{1};
    CHECK(listed_in("America/Havana", havana, "2026-03-08T02:00:00Z", "2026-03-08T20:00:00Z") ==
          Texts{"07T22:00", "07T23:00", "08T01:00"});
}

TEST_CASE("W2: hours up to 24:00 join those of the next date, and 23:59 is not 24:00") {
    auto host = host_in("UTC", {}, "2026-03-01T00:00:00Z");
    host.duration = hours{3};
    host.type.grid.interval = hours{1};
    host.host_schedule->weekly = {{monday, range("20:00-24:00"), {}},
                                  {tuesday, range("00:00-02:00"), {}}};
    CHECK(listed(host, "2026-03-02T00:00:00Z", "2026-03-04T00:00:00Z") ==
          Texts{"2026-03-02T20:00:00Z", "2026-03-02T21:00:00Z", "2026-03-02T22:00:00Z",
                "2026-03-02T23:00:00Z"});
    host.host_schedule->weekly[0].range = range("20:00-23:59");
    CHECK(listed(host, "2026-03-02T00:00:00Z", "2026-03-04T00:00:00Z") ==
          Texts{"2026-03-02T20:00:00Z"});
}

TEST_CASE("W3: ranges of one date that overlap or touch are one, with one grid") {
    auto host =
        host_in("UTC", {"09:30-11:00", "10:00-12:00", "09:00-10:00"}, "2026-03-01T00:00:00Z");
    host.duration = Minutes{50};
    CHECK(listed(host, "2026-03-02T00:00:00Z", "2026-03-03T00:00:00Z") ==
          Texts{"2026-03-02T09:00:00Z", "2026-03-02T09:50:00Z", "2026-03-02T10:40:00Z"});
}

TEST_CASE("W4: an override replaces the week's hours, several are united, an empty one closes") {
    auto host = host_in("UTC", {"09:00-10:00"}, "2026-03-01T00:00:00Z");
    auto& overrides = host.host_schedule->overrides;
    overrides = {{on("2026-03-03"), {}}, {on("2026-03-04"), {range("12:00-12:30")}}};
    overrides.push_back({on("2026-03-04"), {range("15:00-15:30")}});
    overrides.push_back({on("2026-03-03"), {}});
    CHECK(listed(host, "2026-03-02T00:00:00Z", "2026-03-05T00:00:00Z") ==
          Texts{"2026-03-02T09:00:00Z", "2026-03-02T09:30:00Z", "2026-03-04T12:00:00Z",
                "2026-03-04T15:00:00Z"});
    CHECK(refusals(host, "2026-03-03T09:00:00Z") == Texts{"outside-hours"});
}

TEST_CASE("W5: effective dates are included at both ends") {
    auto host = host_in("UTC", {"09:00-09:30"}, "2026-03-01T00:00:00Z");
    host.host_schedule->effective = {on("2026-03-03"), on("2026-03-04")};
    const Texts both{"2026-03-03T09:00:00Z", "2026-03-04T09:00:00Z"};
    CHECK(listed(host, "2026-03-02T00:00:00Z", "2026-03-07T00:00:00Z") == both);
    host.host_schedule->weekly[0].effective = {on("2026-03-04"), on("2026-03-05")};
    CHECK(listed(host, "2026-03-02T00:00:00Z", "2026-03-07T00:00:00Z") == Texts{both[1]});
}

TEST_CASE("W5: an override holds only while its schedule is in effect") {
    auto host = host_in("UTC", {"09:00-09:30"}, "2026-03-01T00:00:00Z");
    host.host_schedule->effective.to = on("2026-03-02");
    host.host_schedule->overrides = {{on("2026-03-03"), {range("12:00-13:00")}}};
    CHECK(refusals(host, "2026-03-03T12:00:00Z") == Texts{"outside-hours"});
}

TEST_CASE("W7: a type's own schedule goes before the host's, and with none there are no hours") {
    auto host = host_in("UTC", {"09:00-09:30"}, "2026-03-01T00:00:00Z");
    host.type.schedule = daily("Europe/Paris", {"12:00-12:30"});
    CHECK(listed(host, "2026-03-02T00:00:00Z", "2026-03-03T00:00:00Z") ==
          Texts{"2026-03-02T11:00:00Z"});
    host.type.host_schedule = "evenings";
    CHECK(listed(host, "2026-03-02T00:00:00Z", "2026-03-03T00:00:00Z") ==
          Texts{"2026-03-02T11:00:00Z"});
    host.type.schedule.reset();
    host.host_schedule.reset();
    CHECK(listed(host, "2026-03-02T00:00:00Z", "2026-03-03T00:00:00Z").empty());
    CHECK(refusals(host, "2026-03-02T09:00:00Z") == Texts{"no-schedule"});
}

TEST_CASE("W7: a type names a schedule of its hosts, whose default then counts for nothing") {
    auto host = host_in("UTC", {"18:00-18:30"}, "2026-03-01T00:00:00Z");
    host.type.host_schedule = "evenings";  // stands under this name, beside a default of all hours
    CHECK(listed(host, "2026-03-02T00:00:00Z", "2026-03-03T00:00:00Z") ==
          Texts{"2026-03-02T18:00:00Z"});
    CHECK(refusals(host, "2026-03-02T09:00:00Z") == Texts{"outside-hours"});
    host.host_schedule.reset();
    CHECK(refusals(host, "2026-03-02T18:00:00Z") == Texts{"no-schedule"});
}

}  // namespace hours_test
