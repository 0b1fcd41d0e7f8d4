#include <doctest/doctest.h>

#include "tests/api/office.hpp"

namespace projections_test {

using namespace kalends;
using namespace kalends::api;

TEST_CASE("the operator sees how each view stands, and has one made again") {
    Office office;
    office.found_organisation();
    office.use(office.operator_key());
    const auto all = office.get("/v1/projections");
    CHECK_EQ(all.status, 200);
    CHECK_EQ(all.text("items/0/name"), "bookings");
    CHECK_EQ(all.text("items/0/status"), "live");
    CHECK_EQ(all.text("items/0/records_behind"), "0");
    CHECK_EQ(all.text("items/0/position"), to_text(office.engine().position()));
    const auto begun = office.post("/v1/projections/bookings/rebuild", "");
    CHECK_EQ(begun.status, 202);
    CHECK_NE(begun.text("rebuilt_to"), "");
    CHECK_FALSE(office.get("/v1/projections").text("items/0/status") != "live");
    CHECK_EQ(office.post("/v1/projections/nothing/rebuild", "").status, 404);
}

TEST_CASE("whoever is not the operator, or asks with what is not known, has no view made again") {
    Office office;
    CHECK_EQ(office.post("/v1/projections/bookings/rebuild", "").status, 401);
    CHECK_EQ(office.get("/v1/projections").status, 401);
    office.use(office.operator_key());
    CHECK_EQ(office.post("/v1/projections/bookings/rebuild?colour=red", "").status, 400);
}

TEST_CASE("an organisation's key is not for the views as a whole") {
    Office office;
    office.found_organisation();
    CHECK_EQ(office.get("/v1/projections").status, 403);
    CHECK_EQ(office.post("/v1/projections/bookings/rebuild", "").status, 403);
}

TEST_CASE("while views are filled for the first time they say so, and all else goes on") {
    Office office;
    const auto key = office.found_organisation();
    const auto type = office.offer(office.hire());
    office.hold_views();
    office.reopen();
    const auto filling = office.get("/v1/bookings");
    CHECK_EQ(filling.status, 503);
    CHECK_EQ(filling.text("code"), "view-filling");
    CHECK_EQ(filling.header("Retry-After"), "1");
    const auto host = office.hire();
    const auto since = "?min_position=" + std::string{filling.header("Kalends-Position")};
    CHECK_EQ(office.get("/v1/hosts/" + host + "/schedules" + since).status, 200);
    CHECK_EQ(office.book(type, "2026-12-01T09:00:00+01:00").status, 201);
    office.use(office.operator_key());
    CHECK_EQ(office.get("/v1/projections").text("items/0/status"), "filling");
    office.release_views();
    CHECK_EQ(office.get("/v1/projections").text("items/0/status"), "live");
    office.use(key);
    CHECK_EQ(office.get("/v1/bookings").status, 200);
}

}  // namespace projections_test
