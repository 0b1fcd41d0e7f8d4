#include <doctest/doctest.h>

#include "tests/api/practice.hpp"

namespace booking_calendar_test {

using namespace kalends::api;

namespace {

bool has(const Reply& file, std::string_view line) {
    return file.body.find("\r\n" + std::string{line} + "\r\n") != std::string::npos;
}

struct Invited : Practice {
    Reply booked = book(type, "2026-12-01T10:00:00+01:00");
    std::string path = "/v1/bookings/" + booked.text("id");
    std::string file = path + "/calendar.ics";
};

}  // namespace

TEST_CASE("a booking can be put into a calendar, by its id or its reference") {
    Invited office;
    const auto file = office.get(office.file);
    CHECK_EQ(file.status, 200);
    CHECK_EQ(file.header("Content-Type"), "text/calendar; charset=utf-8");
    CHECK_EQ(file.header("Content-Disposition"),
             "attachment; filename=\"" + office.booked.text("reference") + ".ics\"");
    CHECK(file.body.starts_with("BEGIN:VCALENDAR\r\n"));
    CHECK(has(file, "UID:" + office.booked.text("id") + "@kalends"));
    CHECK(has(file, "DTSTART:20261201T090000Z"));
    CHECK(has(file, "DTEND:20261201T093000Z"));
    CHECK(has(file, "STATUS:CONFIRMED"));
    const auto type = office.get("/v1/meeting-types/" + office.type);
    CHECK(has(file, "SUMMARY:" + type.text("name")));
    CHECK_EQ(file.body.find("Grace"), std::string::npos);
    const auto by_reference = "/v1/bookings/" + office.booked.text("reference") + "/calendar.ics";
    CHECK_EQ(office.get(by_reference).body, file.body);
    office.reopen();
    CHECK_EQ(office.get(office.file).body, file.body);
}

TEST_CASE("a calendar that takes the file up again has what changed, under the same name") {
    Invited office;
    const auto uid = "UID:" + office.booked.text("id") + "@kalends";
    CHECK(has(office.get(office.file), "SEQUENCE:0"));
    office.post(office.path + "/reschedule", json("{'start':'2026-12-01T14:00:00+01:00'}"));
    const auto moved = office.get(office.file);
    CHECK(has(moved, uid));
    CHECK(has(moved, "SEQUENCE:1"));
    CHECK(has(moved, "DTSTART:20261201T130000Z"));
    office.post(office.path + "/cancel", "");
    const auto cancelled = office.get(office.file);
    CHECK(has(cancelled, uid));
    CHECK(has(cancelled, "SEQUENCE:2"));
    CHECK(has(cancelled, "STATUS:CANCELLED"));
}

TEST_CASE("C1: the file is for whoever may read the booking") {
    Invited office;
    const auto other = office.book(office.type, "2026-12-01T11:00:00+01:00").text("guest_token");
    const auto as_owner = office.get(office.file).body;
    office.use(office.booked.text("guest_token"));
    CHECK_EQ(office.get(office.file).body, as_owner);
    office.use(other);
    CHECK_EQ(office.get(office.file).status, 403);
    office.use("");
    CHECK_EQ(office.get(office.file).status, 401);
    office.found_organisation("Another");
    CHECK_EQ(office.get(office.file).status, 404);
}

}  // namespace booking_calendar_test
