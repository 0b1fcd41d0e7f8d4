#include <doctest/doctest.h>

#include "tests/api/practice.hpp"

namespace series_test {

using namespace kalends::api;

namespace {

constexpr std::string_view tuesday = "2026-12-01T10:00:00+01:00";

std::string series_of(std::string_view type, std::string_view rule, std::string_view more = "",
                      std::string_view start = tuesday) {
    return json("{'meeting_type_id':'" + std::string{type} + "','start':'" + std::string{start} +
                "','guests':[{'name':'Grace'}],'recurrence':{'rule':'" + std::string{rule} + "'" +
                std::string{more} + "}}");
}

HeaderLines key(std::string_view last) {
    return {{"Idempotency-Key", "0123456789abcdef" + std::string{last}}};
}

struct SeriesPractice : Practice {
    Reply book_series(std::string_view rule, std::string_view more = "", HeaderLines headers = {}) {
        return post("/v1/bookings", series_of(type, rule, more), std::move(headers));
    }
};

}  // namespace

TEST_CASE("C4: a series is booked by one command, and read with its bookings") {
    SeriesPractice office;
    const auto made = office.book_series("FREQ=WEEKLY;COUNT=3");
    REQUIRE_EQ(made.status, 201);
    const auto path = "/v1/series/" + made.text("id");
    CHECK_EQ(made.header("Location"), path);
    CHECK_EQ(made.header("ETag"), "\"1\"");
    CHECK_EQ(made.text("rule"), "FREQ=WEEKLY;COUNT=3");
    CHECK_EQ(made.text("start_local"), "2026-12-01T10:00");
    CHECK_EQ(made.text("time_zone"), "Europe/Luxembourg");
    CHECK_EQ(made.text("bookings/0/start"), "2026-12-01T09:00:00Z");
    CHECK_EQ(made.text("bookings/2/start"), "2026-12-15T09:00:00Z");
    CHECK_EQ(made.text("bookings/2/status"), "confirmed");
    CHECK_FALSE(made.has("bookings/3"));
    CHECK_FALSE(made.has("refused/0"));

    const auto first = office.get("/v1/bookings/" + made.text("bookings/0/id"));
    CHECK_EQ(first.text("series_id"), made.text("id"));
    CHECK_EQ(first.text("guests/0/name"), "Grace");
    const auto last = office.get("/v1/bookings/" + made.text("bookings/2/id"));
    CHECK_EQ(last.text("guests/0/guest_id"), first.text("guests/0/guest_id"));
    CHECK_EQ(last.text("guests/0/name"), "Grace");

    REQUIRE_EQ(office.post("/v1/bookings/" + made.text("bookings/1/id") + "/cancel", "{}").status,
               200);
    const auto read = office.get(path);
    CHECK_EQ(read.status, 200);
    CHECK_EQ(read.header("ETag"), "\"1\"");
    CHECK_EQ(read.text("bookings/0/status"), "confirmed");
    CHECK_EQ(read.text("bookings/1/status"), "cancelled");
    CHECK_FALSE(read.has("bookings/0/guest_token"));
}

TEST_CASE("C4: all or nothing, and the refusal names all that cannot be had") {
    SeriesPractice office;
    REQUIRE_EQ(office.book(office.type, "2026-12-08T10:00:00+01:00").status, 201);
    const auto refused = office.book_series("FREQ=WEEKLY;COUNT=3");
    CHECK_EQ(refused.status, 409);
    CHECK_EQ(refused.code(), "claimed");
    CHECK_EQ(refused.pointer(), "/recurrence/rule");
    CHECK_EQ(refused.text("refused/0/start"), "2026-12-08T09:00:00Z");
    CHECK_EQ(refused.text("refused/0/start_local"), "2026-12-08T10:00");
    CHECK_EQ(refused.text("refused/0/code"), "claimed");
    CHECK_FALSE(refused.has("refused/1"));
    CHECK_FALSE(office.get("/v1/bookings").has("items/1"));
}

TEST_CASE("C4: what cannot be had is left out where the caller says so, and shown ever after") {
    SeriesPractice office;
    REQUIRE_EQ(office.book(office.type, "2026-12-08T10:00:00+01:00").status, 201);
    const auto made = office.book_series("FREQ=WEEKLY;COUNT=3", ",'skip_refused':true");
    REQUIRE_EQ(made.status, 201);
    CHECK_EQ(made.text("bookings/1/start"), "2026-12-15T09:00:00Z");
    CHECK_FALSE(made.has("bookings/2"));
    CHECK_EQ(made.text("refused/0/code"), "claimed");
    CHECK_EQ(office.get("/v1/series/" + made.text("id")).text("refused/0/start"),
             "2026-12-08T09:00:00Z");
}

TEST_CASE("P6: a series that is asked for again gets the same answer, whatever became of it") {
    SeriesPractice office;
    REQUIRE_EQ(office.book(office.type, "2026-12-08T10:00:00+01:00").status, 201);
    const auto ask = [&office] {
        return office.book_series("FREQ=WEEKLY;COUNT=3", ",'skip_refused':true", key("a"));
    };
    const auto made = ask();
    REQUIRE_EQ(made.status, 201);
    CHECK_EQ(ask().body, made.body);
    REQUIRE_EQ(office.post("/v1/bookings/" + made.text("bookings/0/id") + "/cancel", "{}").status,
               200);
    office.reopen();
    const auto again = ask();
    CHECK_EQ(again.status, 201);
    CHECK_EQ(again.body, made.body);
    CHECK_EQ(again.header("Idempotency-Replayed"), "true");
    CHECK_EQ(office.book_series("FREQ=WEEKLY;COUNT=2", "", key("a")).code(), "key-reused");
}

TEST_CASE("C4: a rule that cannot be followed is refused by the name of its part") {
    SeriesPractice office;
    const auto refused = office.book_series("FREQ=DAILY;BYHOUR=9;COUNT=2");
    CHECK_EQ(refused.status, 422);
    CHECK_EQ(refused.code(), "invalid-recurrence");
    CHECK_EQ(refused.pointer(), "/recurrence/rule");
    CHECK_EQ(refused.text("errors/0/detail"), "BYHOUR: is not supported");
    CHECK_EQ(office.book_series("FREQ=WEEKLY;BYDAY=MO;COUNT=2").text("errors/0/detail"),
             "the rule does not give the start");
    CHECK_EQ(office.book_series("").status, 400);
}

TEST_CASE("C4: a series that would be larger than can be stored is refused before it is written") {
    SeriesPractice office;
    std::string long_name(200, 'x');
    std::string guests;
    for (int i = 0; i < 20; ++i)
        guests += (i == 0 ? "" : ",") + json("{'name':'" + long_name + "'}");
    std::string answers;
    for (int i = 0; i < 24; ++i) {
        answers += (i == 0 ? "" : ",") + json("'a") + std::to_string(i) +
                   json("':'" + std::string(1'900, 'x') + "'");
    }
    std::string questions;
    for (int i = 0; i < 24; ++i) {
        questions += (i == 0 ? "" : ",") + json("{'id':'a") + std::to_string(i) +
                     json("','label':'A','kind':'long_text'}");
    }
    const auto asking =
        office.offer(office.host, json(",'questions':[") + questions + "]" +
                                      json(",'window':{'kind':'rolling_days','days':3650}"));
    const auto body = json("{'meeting_type_id':'" + asking + "','start':'" + std::string{tuesday} +
                           "','guests':[") +
                      guests + json("],'answers':{") + answers +
                      json("},'recurrence':{'rule':'FREQ=WEEKLY;COUNT=104'}}");
    const auto refused = office.post("/v1/bookings", body);
    CHECK_EQ(refused.status, 422);
    CHECK_EQ(refused.code(), "too-large");
    CHECK_FALSE(office.get("/v1/bookings").has("items/0"));
    CHECK_EQ(office.book(office.type, tuesday).status, 201);
}

TEST_CASE("C1: strangers book series, and each booking has a token of its own") {
    SeriesPractice office;
    const auto open = office.offer(office.host, ",'public':true");
    office.use("");
    const auto made = office.post("/v1/bookings", series_of(open, "FREQ=WEEKLY;COUNT=2"), key("a"));
    REQUIRE_EQ(made.status, 201);
    const auto first = "/v1/bookings/" + made.text("bookings/0/id");
    const auto second = "/v1/bookings/" + made.text("bookings/1/id");
    office.use(made.text("bookings/0/guest_token"));
    CHECK_EQ(office.get(first).status, 200);
    CHECK_EQ(office.get(second).status, 403);
    CHECK_EQ(office.get("/v1/series/" + made.text("id")).status, 403);
    CHECK_EQ(office.post(first + "/cancel", "{}").text("status"), "cancelled");
    office.use(made.text("bookings/1/guest_token"));
    CHECK_EQ(office.get(second).text("status"), "confirmed");
    office.use("");
    CHECK_EQ(office.get("/v1/series/" + made.text("id")).status, 401);
}

TEST_CASE("C1: a host's key reads a series if all its bookings are with that host") {
    SeriesPractice office;
    const auto other = office.hire("Ben");
    const auto made = office.book_series("FREQ=WEEKLY;COUNT=2");
    const auto path = "/v1/series/" + made.text("id");
    const auto ours = office.issue_key("'role':'host','host_id':'" + office.host + "'");
    office.use(office.issue_key("'role':'host','host_id':'" + other + "'"));
    CHECK_EQ(office.get(path).status, 403);
    office.use(ours);
    CHECK_EQ(office.get(path).status, 200);
}

TEST_CASE("C5: occurrences are cancelled together, and the series shows them") {
    SeriesPractice office;
    const auto made = office.book_series("FREQ=WEEKLY;COUNT=3");
    const auto path = "/v1/series/" + made.text("id");
    const auto from_second = json("{'scope':'following','booking_id':'" +
                                  made.text("bookings/1/id") + "','reason':'On leave.'}");
    const auto cancelled = office.post(path + "/cancel", from_second, key("b"));
    CHECK_EQ(cancelled.status, 200);
    CHECK_EQ(cancelled.header("ETag"), "\"2\"");
    CHECK_EQ(cancelled.text("bookings/0/status"), "confirmed");
    CHECK_EQ(cancelled.text("bookings/1/status"), "cancelled");
    CHECK_EQ(cancelled.text("bookings/2/status"), "cancelled");
    CHECK_EQ(office.get("/v1/bookings/" + made.text("bookings/2/id")).text("reason"), "On leave.");
    CHECK_EQ(office.get(path).body, cancelled.body);
    CHECK_EQ(office.post(path + "/cancel", from_second).code(), "already-cancelled");
    CHECK_EQ(office.post(path + "/cancel", json("{'scope':'this'}")).pointer(), "/booking_id");
    CHECK_EQ(office.post(path + "/cancel", json("{'scope':'all'}"), {{"If-Match", "\"1\""}}).status,
             412);
    REQUIRE_EQ(office.post(path + "/cancel", json("{'scope':'all'}")).status, 200);
    office.reopen();
    CHECK_EQ(office.post(path + "/cancel", from_second, key("b")).body, cancelled.body);
    CHECK_EQ(
        office.post("/v1/series/srs_00000000000000000000000001/cancel", json("{'scope':'all'}"))
            .status,
        404);
}

TEST_CASE("C5: a series moves as a whole, each of its bookings as far, or not at all") {
    SeriesPractice office;
    const auto made = office.book_series("FREQ=WEEKLY;COUNT=2");
    const auto path = "/v1/series/" + made.text("id");
    const auto to = [&](std::string_view start) {
        return json("{'scope':'all','booking_id':'" + made.text("bookings/0/id") + "','start':'" +
                    std::string{start} + "'}");
    };
    const auto moved = office.post(path + "/reschedule", to("2026-12-02T11:30:00+01:00"));
    REQUIRE_EQ(moved.status, 200);
    CHECK_EQ(moved.text("bookings/0/start_local"), "2026-12-02T11:30");
    CHECK_EQ(moved.text("bookings/1/start_local"), "2026-12-09T11:30");
    CHECK_EQ(moved.text("start_local"), "2026-12-01T10:00");

    REQUIRE_EQ(office.book(office.type, "2026-12-10T14:00:00+01:00").status, 201);
    const auto refused = office.post(path + "/reschedule", to("2026-12-03T14:00:00+01:00"));
    CHECK_EQ(refused.status, 409);
    CHECK_EQ(refused.code(), "claimed");
    CHECK_EQ(refused.text("refused/0/start"), "2026-12-10T13:00:00Z");
    CHECK_EQ(office.get(path).body, moved.body);
    CHECK_EQ(office.post(path + "/reschedule", json("{'scope':'all'}")).pointer(), "/booking_id");
}

TEST_CASE("C1: the token of a guest is for one booking, and for no series") {
    SeriesPractice office;
    const auto made = office.book_series("FREQ=WEEKLY;COUNT=2");
    const auto path = "/v1/series/" + made.text("id");
    office.use(made.text("bookings/0/guest_token"));
    const auto move = json("{'scope':'this','booking_id':'" + made.text("bookings/0/id") +
                           "','start':'2026-12-01T11:00:00+01:00'}");
    CHECK_EQ(office.post(path + "/cancel", json("{'scope':'all'}")).status, 403);
    CHECK_EQ(office.post(path + "/reschedule", move).status, 403);
    CHECK_EQ(office.get(path).status, 403);
    office.use(office.owner);
    CHECK_EQ(office.post("/v1/series/srs_00000000000000000000000001/reschedule", move).status, 404);
}

TEST_CASE("B5: where a series could go, its own bookings stand in nobody's way") {
    SeriesPractice office;
    const auto made = office.book_series("FREQ=WEEKLY;COUNT=2");
    const auto slots = [&](std::string_view moving) {
        return office.get("/v1/meeting-types/" + office.type +
                          "/slots?from=2026-12-08&to=2026-12-09" + std::string{moving});
    };
    const auto has_ten = [](const Reply& reply) {
        return reply.body.find(R"("start":"2026-12-08T09:00:00Z")") != std::string::npos;
    };
    CHECK_FALSE(has_ten(slots("")));
    CHECK(has_ten(slots("&moving=" + made.text("id"))));
    CHECK_EQ(slots("&moving=srs_00000000000000000000000001").pointer(), "moving");
    REQUIRE_EQ(
        office.post("/v1/series/" + made.text("id") + "/cancel", json("{'scope':'all'}")).status,
        200);
    CHECK_EQ(slots("&moving=" + made.text("id")).code(), "already-cancelled");
}

TEST_CASE("what is no series is not found, nor is another organisation's") {
    SeriesPractice office;
    const auto made = office.book_series("FREQ=WEEKLY;COUNT=2");
    CHECK_EQ(office.get("/v1/series/srs_00000000000000000000000001").status, 404);
    CHECK_EQ(office.get("/v1/series/" + made.text("bookings/0/id")).status, 404);
    CHECK_EQ(office.get("/v1/series/" + made.text("id") + "?more=1").status, 400);
    CHECK_EQ(office.get("/v1/series/" + made.text("id") + "?min_position=0-0-1").status, 410);
    office.found_organisation("Elsewhere");
    CHECK_EQ(office.get("/v1/series/" + made.text("id")).status, 404);
}

TEST_CASE("the bookings of a series are listed by its id, and a table names it") {
    SeriesPractice office;
    REQUIRE_EQ(office.book(office.type, "2026-12-02T10:00:00+01:00").status, 201);
    const auto made = office.book_series("FREQ=WEEKLY;COUNT=2");
    const auto listed = office.get("/v1/bookings?series_id=" + made.text("id"));
    CHECK_EQ(listed.text("items/0/id"), made.text("bookings/0/id"));
    CHECK_EQ(listed.text("items/1/id"), made.text("bookings/1/id"));
    CHECK_EQ(listed.text("items/1/series_id"), made.text("id"));
    CHECK_FALSE(listed.has("items/2"));
    CHECK_EQ(office.get("/v1/bookings?series_id=x").pointer(), "series_id");
    const auto table = office.get("/v1/bookings", {{"Accept", "text/csv"}}).body;
    CHECK(table.find("updated_at,series_id,session_id\r\n") != std::string::npos);
    CHECK(table.find("," + made.text("id") + ",\r\n") != std::string::npos);
}

}  // namespace series_test
