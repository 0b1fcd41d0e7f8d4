#include "api/endpoints/test_clock.hpp"

#include <doctest/doctest.h>

#include "tests/api/office.hpp"

namespace test_clock_test {

using namespace kalends::api;

TEST_CASE("when the clock has been set, all that is due by then is written") {
    Office office;
    const auto owner = office.found_organisation();
    const auto type =
        office.offer(office.hire(), ",'approval':{'required':true,'deadline_minutes':60}");
    const auto booked = office.book(type, "2026-12-01T10:00:00+01:00");
    REQUIRE_EQ(booked.text("status"), "pending");

    office.use(office.operator_key());
    const auto set = office.put("/v1/test-clock", json("{'now':'2026-11-30T09:00:00Z'}"));
    CHECK_EQ(set.status, 200);
    CHECK_EQ(set.text("now"), "2026-11-30T09:00:00Z");
    CHECK_EQ(office.get("/v1/test-clock").body, set.body);

    office.use(owner);
    const auto at = "/v1/bookings/" + booked.text("id");
    CHECK_EQ(office.get(at).text("status"), "expired");
    const auto history = office.get(at + "/history");
    CHECK_EQ(history.text("items/1/type"), "booking.expired.v1");
    CHECK_EQ(history.text("items/1/actor"), "system");
    CHECK_EQ(history.text("items/1/position"), set.header("Kalends-Position"));
}

TEST_CASE("a clock set back brings nothing back that has expired") {
    Office office;
    const auto owner = office.found_organisation();
    const auto type =
        office.offer(office.hire(), ",'approval':{'required':true,'deadline_minutes':60}");
    const auto at = "/v1/bookings/" + office.book(type, "2026-12-01T10:00:00+01:00").text("id");
    office.use(office.operator_key());
    REQUIRE_EQ(office.put("/v1/test-clock", json("{'now':'2026-11-30T10:00:00Z'}")).status, 200);
    REQUIRE_EQ(office.put("/v1/test-clock", json("{'now':'2026-11-30T08:00:00Z'}")).status, 200);
    office.use(owner);
    CHECK_EQ(office.get(at).text("status"), "expired");
    CHECK_EQ(office.post(at + "/approve", "").code(), "already-decided");
}

TEST_CASE("the clock is let run, and refuses what is no setting") {
    Office office;
    office.use(office.operator_key());
    const auto running = office.put("/v1/test-clock", json("{'running':true}"));
    CHECK_EQ(running.status, 200);
    CHECK_EQ(running.text("running"), "true");
    CHECK_EQ(office.put("/v1/test-clock", json("{'now':'noon'}")).pointer(), "/now");
    CHECK_EQ(office.put("/v1/test-clock", "").status, 400);
    CHECK_EQ(office.put("/v1/test-clock", "{").status, 400);
}

TEST_CASE("health and readiness are said to anyone") {
    Office office;
    CHECK_EQ(office.get("/healthz").status, 200);
    CHECK_EQ(office.get("/readyz").text("status"), "ready");
    CHECK_EQ(office.get("/readyz").text("clock_held"), "false");
}

}  // namespace test_clock_test
