#include <doctest/doctest.h>

#include "tests/api/practice.hpp"

namespace attendance_test {

using namespace kalends::api;

namespace {

constexpr std::string_view ten = "2026-12-01T10:00:00+01:00";
constexpr std::string_view eleven = "2026-12-01T11:00:00+01:00";

std::string path(const Reply& booking, std::string_view action = "") {
    return "/v1/bookings/" + booking.text("id") + std::string{action};
}

}  // namespace

TEST_CASE("once it is over a booking is completed, or a no-show until that is taken back") {
    Practice office;
    const auto met = office.book(office.type, ten);
    const auto missed = office.book(office.type, eleven);
    for (const auto* said : {"/complete", "/no-show"}) {
        const auto early = office.post(path(met, said), "");
        CHECK_EQ(early.status, 409);
        CHECK_EQ(early.code(), "not-over-yet");
        CHECK_EQ(early.text("retryable"), "true");
    }
    office.set_clock("2026-12-01T11:00:00Z");
    const auto completed = office.post(path(met, "/complete"), "");
    CHECK_EQ(completed.status, 200);
    CHECK_EQ(completed.text("status"), "completed");
    CHECK_EQ(completed.header("ETag"), "\"2\"");
    const auto noted = office.post(path(missed, "/no-show"), json("{'reason':'nobody rang'}"));
    CHECK_EQ(noted.status, 200);
    CHECK_EQ(noted.text("status"), "no_show");
    CHECK_EQ(noted.text("reason"), "nobody rang");
    for (const auto* late : {"/complete", "/no-show", "/cancel"}) {
        CHECK_EQ(office.post(path(met, late), "").code(), "already-decided");
        CHECK_EQ(office.post(path(missed, late), "").code(), "already-decided");
    }
    CHECK_EQ(office.patch(path(met), json("{'metadata':{'a':'b'}}")).code(), "already-decided");
    CHECK_EQ(office.post(path(met, "/undo-no-show"), "").code(), "already-decided");
    const auto undone = office.post(path(missed, "/undo-no-show"), "");
    CHECK_EQ(undone.status, 200);
    CHECK_EQ(undone.text("status"), "confirmed");
    CHECK_EQ(undone.text("reason"), "");
    CHECK_EQ(office.get("/v1/bookings?status=completed").text("items/0/id"), met.text("id"));
    CHECK_EQ(office.get(path(missed, "/history")).text("items/2/type"),
             "booking.no_show_undone.v1");
}

TEST_CASE("C1: a host says who came to its own bookings, and a key without that scope nothing") {
    Practice office;
    const auto booked = office.book(office.type, ten);
    const auto own = office.issue_key("'role':'host','host_id':'" + office.host + "'");
    const auto other = office.issue_key("'role':'host','host_id':'" + office.hire("Eve") + "'");
    const auto writing = office.issue_key("'role':'admin','scopes':['bookings:write']");
    office.set_clock("2026-12-01T11:00:00Z");
    for (const auto* said : {"/complete", "/no-show", "/undo-no-show"}) {
        for (const auto& key : {other, writing}) {
            office.use(key);
            CHECK_EQ(office.post(path(booked, said), "").code(), "forbidden");
        }
    }
    office.use(own);
    CHECK_EQ(office.post(path(booked, "/no-show"), "").status, 200);
    CHECK_EQ(office.post(path(booked, "/undo-no-show"), "").status, 200);
    CHECK_EQ(office.post(path(booked, "/complete"), "").status, 200);
}

}  // namespace attendance_test
