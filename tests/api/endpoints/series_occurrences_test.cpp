#include <doctest/doctest.h>

#include "tests/api/practice.hpp"

// What becomes of single bookings of a series: each is a booking like any other.
namespace series_occurrences_test {

using namespace kalends::api;

namespace {

struct SeriesPractice : Practice {
    Reply book_series(std::string_view of, std::string_view rule) {
        return post("/v1/bookings", json("{'meeting_type_id':'" + std::string{of} +
                                         "','start':'2026-12-01T10:00:00+01:00','guests':[{"
                                         "'name':'Grace'}],'recurrence':{'rule':'" +
                                         std::string{rule} + "'}}"));
    }
    // A type that either host can take.
    std::string offer_to_either(const std::string& other) {
        const auto made =
            post("/v1/meeting-types",
                 json("{'name':'Visit','duration_minutes':30,'hosts':[{'any_of':[{'host_id':'" +
                      host + "'},{'host_id':'" + other + "'}]}]}"));
        REQUIRE_EQ(made.status, 201);
        return made.text("id");
    }
};

std::string path_of(const Reply& series) {
    return "/v1/series/" + series.text("id");
}

std::string path_of(const Reply& series, std::string_view number, std::string_view action = "") {
    return "/v1/bookings/" + series.text("bookings/" + std::string{number} + "/id") +
           std::string{action};
}

std::string to_noon(const Reply& series) {
    return json("{'scope':'all','booking_id':'" + series.text("bookings/0/id") +
                "','start':'2026-12-01T12:00:00+01:00'}");
}

}  // namespace

TEST_CASE("C4: of a type that needs a yes each occurrence waits, and is decided by itself") {
    SeriesPractice office;
    const auto type =
        office.offer(office.host, ",'approval':{'required':true,'deadline_minutes':1440}");
    const auto made = office.book_series(type, "FREQ=WEEKLY;COUNT=3");
    REQUIRE_EQ(made.status, 201);
    CHECK_EQ(made.text("bookings/0/status"), "pending");
    CHECK_EQ(made.text("bookings/0/expires_at"), "2026-12-01T08:00:00Z");
    CHECK_EQ(office.post(path_of(made, "0", "/approve"), "").text("status"), "confirmed");
    CHECK_EQ(office.post(path_of(made, "1", "/reject"), "{}").text("status"), "rejected");

    const auto moved = office.post(path_of(made) + "/reschedule", to_noon(made));
    REQUIRE_EQ(moved.status, 200);
    CHECK_EQ(moved.text("bookings/0/start_local"), "2026-12-01T12:00");
    CHECK_EQ(moved.text("bookings/1/start_local"), "2026-12-08T10:00");
    CHECK_EQ(moved.text("bookings/2/start_local"), "2026-12-15T12:00");
    CHECK_EQ(moved.text("bookings/2/status"), "pending");

    office.set_clock("2026-12-01T08:00:00Z");
    CHECK_EQ(office.post(path_of(made, "2", "/approve"), "").code(), "already-decided");
    const auto read = office.get(path_of(made));
    CHECK_EQ(read.text("bookings/0/status"), "confirmed");
    CHECK_EQ(read.text("bookings/2/status"), "expired");
}

TEST_CASE("C4: more occurrences than there may be are refused by the part that asks for them") {
    SeriesPractice office;
    const auto detail = [&office](std::string_view rule) {
        const auto refused = office.book_series(office.type, rule);
        CHECK_EQ(refused.status, 422);
        CHECK_EQ(refused.pointer(), "/recurrence/rule");
        return refused.text("errors/0/detail");
    };
    CHECK_EQ(detail("FREQ=DAILY;COUNT=105"), "COUNT: must be 1 to 104");
    CHECK_EQ(detail("FREQ=DAILY;UNTIL=20270401"), "UNTIL: there are more than 104 until then");
    CHECK_EQ(detail("FREQ=YEARLY;COUNT=20"),
             "COUNT: there are fewer within ten years of the start");
    CHECK_EQ(detail("FREQ=DAILY;UNTIL=20401231"), "UNTIL: must lie within ten years of the start");
}

TEST_CASE("an occurrence is explained as claimed by its booking, and not if its series moves") {
    SeriesPractice office;
    const auto made = office.book_series(office.type, "FREQ=WEEKLY;COUNT=2");
    const auto explain = [&](std::string_view moving) {
        return office.get("/v1/meeting-types/" + office.type +
                          "/explain?start=2026-12-08T09:00:00Z" + std::string{moving});
    };
    const auto why = explain("");
    CHECK_EQ(why.text("items/0/reasons/0"), "claimed");
    CHECK_EQ(why.text("items/0/causes/0/holder_id"), made.text("bookings/1/id"));
    CHECK_FALSE(explain("&moving=" + made.text("id")).has("items/0/reasons/0"));
    const auto other = office.book_series(office.type, "FREQ=WEEKLY;COUNT=1");
    CHECK_EQ(other.code(), "claimed");
}

TEST_CASE("H2: one occurrence is given to another host, and its series goes on with both") {
    SeriesPractice office;
    const auto other = office.hire("Ben");
    const auto made = office.book_series(office.offer_to_either(other), "FREQ=WEEKLY;COUNT=2");
    REQUIRE_EQ(made.status, 201);
    const auto first = made.text("bookings/0/host_ids/0");
    CHECK_EQ(made.text("bookings/1/host_ids/0"), first);
    const auto second = first == other ? office.host : other;
    const auto given =
        office.post(path_of(made, "1", "/reassign"), json("{'host_id':'" + second + "'}"));
    REQUIRE_EQ(given.status, 200);
    CHECK_EQ(given.text("series_id"), made.text("id"));

    const auto moved = office.post(path_of(made) + "/reschedule", to_noon(made));
    REQUIRE_EQ(moved.status, 200);
    CHECK_EQ(moved.text("bookings/0/host_ids/0"), first);
    CHECK_EQ(moved.text("bookings/1/host_ids/0"), second);
    const auto key = office.issue_key("'role':'host','host_id':'" + first + "'");
    office.use(key);
    CHECK_EQ(office.get(path_of(made)).status, 403);
    CHECK_EQ(office.post(path_of(made) + "/cancel", json("{'scope':'all'}")).status, 403);
}

TEST_CASE("C6: a host that retires is told of the bookings of its series") {
    SeriesPractice office;
    const auto made = office.book_series(office.type, "FREQ=WEEKLY;COUNT=3");
    const auto retired = office.del("/v1/hosts/" + office.host);
    CHECK_EQ(retired.text("booking_count"), "3");
    CHECK_EQ(retired.text("booking_ids/2"), made.text("bookings/2/id"));
    CHECK_EQ(office.post(path_of(made) + "/reschedule", to_noon(made)).code(), "not-active");
    CHECK_EQ(office.book_series(office.type, "FREQ=DAILY;COUNT=2").code(), "not-active");
    CHECK_EQ(office.post(path_of(made) + "/cancel", json("{'scope':'all'}")).status, 200);
}

}  // namespace series_occurrences_test
