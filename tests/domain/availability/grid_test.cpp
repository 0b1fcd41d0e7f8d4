#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "tests/domain/availability/posed.hpp"

namespace grid_test {

using namespace kalends;
using Texts = std::vector<std::string>;
using std::chrono::hours;

namespace {

Situation office(const std::vector<std::string_view>& ranges) {
    return host_in("UTC", ranges, "2026-03-01T00:00:00Z");
}

Texts monday_of(const Situation& host) {
    return listed_on(host, "2026-03-02");
}

}  // namespace

TEST_CASE("G1: the step is the interval, else the duration, from the start of each range") {
    auto host = office({"09:10-10:05", "13:05-14:00"});
    CHECK(monday_of(host) == Texts{"09:10", "13:05"});
    host.type.grid.interval = Minutes{20};
    CHECK(monday_of(host) == Texts{"09:10", "09:30", "13:05", "13:25"});
}

TEST_CASE("G1: without an interval the step is the duration that is asked, not the type's") {
    auto host = office({"09:00-11:00"});
    host.type.durations = DurationList{{Minutes{30}, Minutes{45}}};
    host.duration = Minutes{45};
    CHECK(monday_of(host) == Texts{"09:00", "09:45"});
}

TEST_CASE("G1: a host open around the clock starts its grid anew each day, clocks set or not") {
    auto host = host_in("America/New_York", {"00:00-24:00"}, "2026-03-01T00:00:00Z");
    host.duration = Minutes{50};
    const auto day = [&host](std::string_view from, std::string_view to) {
        return listed_in("America/New_York", host, from, to);
    };
    const auto saturday = day("2026-03-07T05:00:00Z", "2026-03-08T05:00:00Z");
    CHECK(saturday.size() == 29);
    CHECK(saturday.front() == "07T00:00");
    CHECK(saturday.back() == "07T23:20");
    const auto short_day = day("2026-03-08T05:00:00Z", "2026-03-09T04:00:00Z");
    CHECK(short_day.size() == 28);
    CHECK(short_day.front() == "08T00:00");
    CHECK(short_day[3] == "08T03:30");
    host.now = at("2026-10-25T00:00:00Z");
    const auto long_day = day("2026-11-01T04:00:00Z", "2026-11-02T05:00:00Z");
    CHECK(long_day.size() == 30);
    CHECK(long_day.back() == "01T23:10");
}

TEST_CASE("G1: an aligned grid begins at a multiple of the minutes of the local clock") {
    auto host = host_in("Asia/Kathmandu", {"09:07-12:00"}, "2026-03-01T00:00:00Z");
    const auto first = [&host](int align_to, int offset) {
        host.type.grid.align_to = Minutes{align_to};
        host.type.grid.offset = Minutes{offset};
        return listed_in("Asia/Kathmandu", host, "2026-03-01T18:15:00Z", "2026-03-02T18:15:00Z")
            .front();
    };
    CHECK(first(1, 0) == "02T09:07");
    CHECK(first(2, 0) == "02T09:08");
    CHECK(first(3, 0) == "02T09:09");
    CHECK(first(4, 0) == "02T09:08");
    CHECK(first(5, 0) == "02T09:10");
    CHECK(first(6, 0) == "02T09:12");
    CHECK(first(10, 0) == "02T09:10");
    CHECK(first(12, 0) == "02T09:12");
    CHECK(first(15, 0) == "02T09:15");
    CHECK(first(20, 0) == "02T09:20");
    CHECK(first(30, 0) == "02T09:30");
    CHECK(first(60, 0) == "02T10:00");
    CHECK(first(30, 10) == "02T09:40");
}

TEST_CASE("G1: an offset moves the anchor, not each step") {
    auto host = office({"09:00-11:00"});
    host.type.grid.offset = Minutes{10};
    CHECK(monday_of(host) == Texts{"09:10", "09:40", "10:10"});
    CHECK(refusals(host, "2026-03-02T09:00:00Z") == Texts{"misaligned-start"});
}

TEST_CASE("G1: an aligned grid follows the local clock where it is set by half an hour") {
    auto host = host_in("Australia/Lord_Howe", {"01:45-05:00"}, "2026-10-01T00:00:00Z");
    host.type.grid.align_to = Minutes{60};
    host.duration = hours{1};
    CHECK(listed_in("Australia/Lord_Howe", host, "2026-10-03T13:30:00Z", "2026-10-04T13:00:00Z") ==
          Texts{"04T03:00", "04T04:00"});
}

TEST_CASE("G1: neither now, nor a claim, nor the window that is asked moves the grid") {
    auto host = office({"09:00-17:00"});
    host.duration = Minutes{50};
    const auto whole = listed(host, "2026-03-02T00:00:00Z", "2026-03-03T00:00:00Z");
    CHECK(listed(host, "2026-03-02T10:07:00Z", "2026-03-03T00:00:00Z").front() == whole[2]);
    host.now = at("2026-03-02T10:07:00Z");
    CHECK(listed(host, "2026-03-02T00:00:00Z", "2026-03-03T00:00:00Z").front() == whole[2]);
    host.claims = {claim_of(1, "2026-03-02T10:30:00Z", "2026-03-02T10:45:00Z")};
    CHECK(listed(host, "2026-03-02T00:00:00Z", "2026-03-03T00:00:00Z").front() == whole[3]);
}

TEST_CASE("G3: a slot may end with the hours, not a minute later") {
    auto host = office({"09:00-10:00"});
    host.type.grid.interval = Minutes{1};
    CHECK(monday_of(host).back() == "09:30");
    CHECK(refusals(host, "2026-03-02T09:31:00Z") == Texts{"outside-hours"});
}

TEST_CASE("G4: within hours but off the grid a start is misaligned, outside it is neither") {
    const auto host = office({"09:00-12:00"});
    CHECK(refusals(host, "2026-03-02T09:10:00Z") == Texts{"misaligned-start"});
    CHECK(refusals(host, "2026-03-02T08:40:00Z") == Texts{"outside-hours"});
    CHECK(refusals(host, "2026-03-02T11:40:00Z") == Texts{"outside-hours", "misaligned-start"});
}

}  // namespace grid_test
