#include <doctest/doctest.h>

#include "eventstore/keys.hpp"
#include "eventstore/wrapping.hpp"
#include "tests/api/practice.hpp"

namespace damaged_key_test {

using namespace kalends;
using namespace kalends::api;

namespace {

constexpr std::string_view ten = "2026-12-01T10:00:00+01:00";

// Bits of every slot that was filled so far are flipped, and not the header; keys in memory are
// forgotten.
void damage_keys(Practice& office) {
    constexpr std::uint64_t bits_apart = 32 * 8;
    const auto bits = office.disk().size(Keys::file_name) * 8;
    for (std::uint64_t bit = wrapped_key_bytes * 8; bit < bits; bit += bits_apart) {
        office.disk().flip_bit(Keys::file_name, bit);
    }
    office.reopen();
}

}  // namespace

TEST_CASE("what needs a damaged key is refused by name, and everything else goes on") {
    Practice office;
    const auto booked = office.book(office.type, ten);
    REQUIRE_EQ(booked.status, 201);
    const auto path = "/v1/bookings/" + booked.text("id");
    damage_keys(office);

    const auto read = office.get(path);
    CHECK_EQ(read.status, 500);
    CHECK_EQ(read.code(), "key-damaged");
    CHECK_EQ(office.book(office.type, "2026-12-01T11:00:00+01:00").status, 201);
}

TEST_CASE("a command whose answer needs a damaged key takes place, and the next one is decided") {
    Practice office;
    const auto booked = office.book(office.type, ten);
    const auto path = "/v1/bookings/" + booked.text("id");
    damage_keys(office);

    const auto cancelled = office.post(path + "/cancel", "");
    CHECK_EQ(cancelled.status, 500);
    CHECK_EQ(cancelled.code(), "key-damaged");
    CHECK_EQ(cancelled.text("detail"), "What was asked for took place.");
    CHECK_EQ(office.book(office.type, ten).status, 201);
}

TEST_CASE("whatever would show or seal something under a damaged key says so") {
    Practice office;
    const HeaderLines key{{"Idempotency-Key", "before-the-damage"}};
    const HeaderLines key_of_absence{{"Idempotency-Key", "the-absence"}};
    const auto hired = json("{'name':'Eve','time_zone':'Europe/Luxembourg'}");
    REQUIRE_EQ(office.post("/v1/hosts", hired, key).status, 201);
    REQUIRE_EQ(office.book(office.type, ten, {{"Idempotency-Key", "the-booking"}}).status, 201);
    const auto asked_for = office.offer(office.host, ",'approval':{'required':true}");
    std::vector<std::string> bookings;
    for (const auto* start :
         {"2026-12-01T11:00:00+01:00", "2026-12-01T12:00:00+01:00", "2026-12-01T13:00:00+01:00"}) {
        bookings.push_back("/v1/bookings/" + office.book(asked_for, start).text("id"));
    }
    const auto ended =
        "/v1/bookings/" + office.book(office.type, "2026-11-30T10:00:00+01:00").text("id");
    office.set_clock("2026-11-30T12:00:00Z");
    const auto absences = "/v1/hosts/" + office.host + "/absences";
    const auto away = json("{'from':'2026-12-24','to':'2026-12-26','note':'Skiing'}");
    const auto absence = office.post(absences, away, key_of_absence).header("Location");
    const auto made = office.post(
        "/v1/bookings", json("{'meeting_type_id':'" + office.type +
                             "','start':'2026-12-01T15:00:00+01:00','guests':[{'name':'Grace'}],"
                             "'recurrence':{'rule':'FREQ=WEEKLY;COUNT=2'}}"));
    const auto series = "/v1/series/" + made.text("id");
    const auto moved = json("{'scope':'all','booking_id':'" + made.text("bookings/0/id") +
                            "','start':'2026-12-01T16:00:00+01:00','reason':'Late.'}");
    const auto course = office.offer(office.host, ",'seats':3");
    const auto seats = office.book(course, "2026-12-02T10:00:00+01:00");
    const auto session = "/v1/sessions/" + seats.text("session_id");
    damage_keys(office);

    const auto host = "/v1/hosts/" + office.host;
    const Reply replies[] = {
        office.book(office.type, ten, {{"Idempotency-Key", "the-booking"}}),
        office.get(bookings[0] + "/history"),
        office.get(bookings[0] + "/calendar.ics"),
        office.post(bookings[0] + "/approve", ""),
        office.post(bookings[1] + "/reject", ""),
        office.post(ended + "/no-show", ""),
        office.post(ended + "/undo-no-show", ""),
        office.post(ended + "/complete", ""),
        office.post(bookings[2] + "/reschedule", json("{'start':'2026-12-02T13:00:00+01:00'}")),
        office.post(bookings[0] + "/reassign", json("{'host_id':'" + office.host + "'}")),
        office.post(series + "/reschedule", moved),
        office.post(series + "/cancel", json("{'scope':'all','reason':'Ill.'}")),
        office.post(session + "/reschedule",
                    json("{'start':'2026-12-02T11:00:00+01:00','reason':'Late.'}")),
        office.post(session + "/cancel", json("{'reason':'Ill.'}")),
        office.get("/v1/hosts"),
        office.get(host),
        office.post("/v1/hosts", hired, key),
        office.patch(host, json("{'name':'Grace','email':'grace@example.org'}")),
        office.del(host),
        office.get(absences),
        office.get(absence),
        office.post(absences, away, key_of_absence),
    };
    for (const auto& reply : replies) {
        CAPTURE(reply.body);
        CHECK_EQ(reply.status, 500);
        CHECK_EQ(reply.code(), "key-damaged");
    }
}

TEST_CASE("a command that would seal under a damaged key changes nothing") {
    Practice office;
    const auto booked = office.book(office.type, ten);
    const auto path = "/v1/bookings/" + booked.text("id");
    damage_keys(office);

    const auto before = office.engine().position();
    const auto amended = office.patch(path, R"({"metadata":{"crm":"77"}})");
    CHECK_EQ(amended.status, 500);
    CHECK_EQ(amended.code(), "key-damaged");
    CHECK_EQ(amended.text("detail"), "Nothing was changed.");
    CHECK(office.engine().position() == before);
}

}  // namespace damaged_key_test
