#include <doctest/doctest.h>

#include "tests/schemas/requests/parsing.hpp"

namespace requests_busy_test {

using namespace kalends;

namespace {

std::string faults(std::string_view busy, std::string_view policy) {
    return faults_of("ImportBusy",
                     R"({"from":"2026-12-01T00:00:00Z","to":"2026-12-08T00:00:00Z","busy":[)" +
                         std::string{busy} + "]," + std::string{policy} + "}");
}

std::string busy_faults(std::string_view busy) {
    return faults(busy, R"("stale_after_minutes":60,"when_stale":"open")");
}

std::string policy_faults(std::string_view policy) {
    return faults("", policy);
}

std::string window_faults(std::string_view window) {
    return faults_of(
        "ImportBusy",
        "{" + std::string{window} + R"(,"busy":[],"stale_after_minutes":60,"when_stale":"open"})");
}

}  // namespace

TEST_CASE("B6: an import is a window, what is busy in it, and what holds of a stale source") {
    const auto import = parsed(parse_import_busy, sample_body("ImportBusy"));
    CHECK(import.window ==
          Interval{*parse_instant("2026-12-01T00:00:00Z"), *parse_instant("2026-12-08T00:00:00Z")});
    CHECK(import.busy == std::vector{Interval{*parse_instant("2026-12-01T08:00:00Z"),
                                              *parse_instant("2026-12-01T09:00:30Z")}});
    CHECK(import.policy == BusyPolicy{Minutes{60}, WhenStale::last_import, std::chrono::hours{12}});
}

TEST_CASE("what is busy ends after it starts, within the window, in whole seconds") {
    CHECK(busy_faults(R"({"start":"2026-11-30T23:59:59Z","end":"2026-12-01T01:00:00Z"})") ==
          "/busy/0/start must not be before from\n");
    CHECK(busy_faults(R"({"start":"2026-12-07T23:00:00Z","end":"2026-12-08T00:00:01Z"})") ==
          "/busy/0/end must not be after to\n");
    CHECK(busy_faults(R"({"start":"2026-12-02T09:00:00Z","end":"2026-12-02T09:00:00Z"})") ==
          "/busy/0/end must be after start\n");
    CHECK(busy_faults(R"({"start":"2026-12-02T09:00:00.5Z","end":"2026-12-02T10:00:00Z"})") ==
          "/busy/0/start must be a whole second\n");
    CHECK(busy_faults(R"({"start":"2026-12-02T09:00:00Z"})") == "/busy/0/end is missing\n");
}

TEST_CASE("a window is at most 366 days of the bookable years") {
    CHECK(window_faults(R"("from":"2026-12-02T00:00:00Z","to":"2026-12-02T00:00:00Z")") ==
          "/to must be after from\n");
    CHECK(window_faults(R"("from":"2026-12-02T00:00:00Z","to":"2027-12-03T00:00:01Z")") ==
          "/to must be at most 366 days after from\n");
    CHECK(window_faults(R"("from":"2999-12-30T00:00:00Z","to":"2999-12-31T00:00:01Z")") ==
          "/from must lie, with to, within the years 1970 to 2999\n");
    CHECK(window_faults(R"("from":"2026-12-02T00:00:00Z")") == "/to is missing\n");
}

TEST_CASE("a policy says all that it needs and nothing else") {
    CHECK(policy_faults(R"("stale_after_minutes":0,"when_stale":"shut")") ==
          "/stale_after_minutes must be a whole number of minutes from 1 to 44640\n"
          "/when_stale must be one of closed, open, last_import\n");
    CHECK(policy_faults(R"("stale_after_minutes":60,"when_stale":"last_import")") ==
          "/last_import_hours is missing\n");
    CHECK(policy_faults(
              R"("stale_after_minutes":61,"when_stale":"last_import","last_import_hours":1)") ==
          "/last_import_hours must be no less than stale_after_minutes\n");
    CHECK(
        policy_faults(R"("stale_after_minutes":60,"when_stale":"closed","last_import_hours":1)") ==
        "/last_import_hours belongs to when_stale last_import\n");
}

}  // namespace requests_busy_test
