#include <doctest/doctest.h>

#include "tests/api/practice.hpp"

namespace health_test {

using namespace kalends::api;
using kalends::http::Method;

TEST_CASE("readiness tells how the views stand and how far publishing is behind") {
    Practice office;
    auto ready = office.get("/readyz");
    CHECK_EQ(ready.status, 200);
    CHECK_EQ(ready.text("status"), "ready");
    CHECK_EQ(ready.text("views/0/name"), "bookings");
    // This office's views follow when they are asked, and nobody has asked.
    const auto events = number(office.engine().position().sequence);
    CHECK_EQ(ready.text("views/0/events_behind"), std::to_string(events));
    REQUIRE_EQ(office.get("/v1/bookings").status, 200);
    CHECK_EQ(office.get("/readyz").text("views/0/events_behind"), "0");
    CHECK_EQ(office.get("/readyz").text("views/0/status"), "live");
    CHECK_FALSE(office.get("/readyz").has("publishing/status"));

    office.set_publishing({.is_connected = false, .published = {}});
    ready = office.get("/readyz");
    CHECK_EQ(ready.status, 200);
    CHECK_EQ(ready.text("publishing/status"), "away");
    CHECK_EQ(ready.text("publishing/events_behind"), std::to_string(events));
    office.set_publishing({.is_stopped = true});
    CHECK_EQ(office.get("/readyz").text("publishing/status"), "stopped");
    office.set_publishing({.is_connected = true, .published = office.engine().position()});
    CHECK_EQ(office.get("/readyz").text("publishing/status"), "connected");
    CHECK_EQ(office.get("/readyz").text("publishing/events_behind"), "0");
}

TEST_CASE("figures are for the operator, in the text format of Prometheus") {
    Practice office;
    const auto events = std::to_string(number(office.engine().position().sequence));
    CHECK_EQ(office.get("/metrics").status, 403);
    office.use("");
    CHECK_EQ(office.get("/metrics").status, 401);
    office.use(office.operator_key());
    auto figures = office.get("/metrics");
    CHECK_EQ(figures.status, 200);
    CHECK_EQ(figures.header("Content-Type"), "text/plain; version=0.0.4; charset=utf-8");
    CHECK_NE(figures.body.find("\nkalends_log_events " + events + "\n"), std::string::npos);
    CHECK_NE(figures.body.find("kalends_view_events_behind{view=\"bookings\"} " + events + "\n"),
             std::string::npos);
    CHECK_EQ(figures.body.find("publishing"), std::string::npos);

    CHECK_NE(figures.body.find("\nkalends_engine_commands_queued 0\n"), std::string::npos);
    CHECK_NE(figures.body.find("\nkalends_http_connections 0\n"), std::string::npos);

    office.set_publishing({.is_connected = true, .published = {}});
    figures = office.get("/metrics");
    CHECK_NE(figures.body.find("kalends_publishing_events_behind " + events + "\n"),
             std::string::npos);
    CHECK_NE(figures.body.find("kalends_publishing_connected 1\n"), std::string::npos);
    CHECK_NE(figures.body.find("kalends_publishing_stopped 0\n"), std::string::npos);
    office.set_publishing({.is_stopped = true});
    CHECK_NE(office.get("/metrics").body.find("kalends_publishing_stopped 1\n"), std::string::npos);
}

}  // namespace health_test
