#include <doctest/doctest.h>

#include "tests/api/office.hpp"

namespace holidays_test {

using namespace kalends::api;

namespace {

const std::string holidays = "/v1/holiday-calendars";

std::string closed_on(const std::string& date) {
    return json("{'name':'Here','dates':[{'date':'" + date + "','name':'Carnival'}]}");
}

}  // namespace

TEST_CASE("W5: hosts that follow a holiday calendar are closed on its dates") {
    Office office;
    office.found_organisation();
    const auto host = office.hire();
    const auto type = office.offer(host);
    const auto slots = "/v1/meeting-types/" + type + "/slots?from=2026-12-01&to=2026-12-02";
    const auto made = office.post(holidays, closed_on("2026-12-01"));
    CHECK_EQ(made.status, 201);
    CHECK_EQ(made.header("ETag"), "\"1\"");
    CHECK_EQ(made.header("Location"), holidays + "/" + made.text("id"));
    CHECK(office.get(slots).has("items/0"));
    const auto follows = json("{'holiday_calendar_ids':['" + made.text("id") + "']}");
    const auto following = office.patch("/v1/hosts/" + host, follows);
    CHECK_EQ(following.text("holiday_calendar_ids/0"), made.text("id"));
    CHECK_FALSE(office.get(slots).has("items/0"));
    CHECK_EQ(office.book(type, "2026-12-01T10:00:00+01:00").code(), "outside-hours");
    const auto at = made.header("Location");
    CHECK_EQ(office.put(at, closed_on("2026-12-08"), {{"If-Match", "\"7\""}}).status, 412);
    CHECK_EQ(office.put(at, closed_on("2026-12-08")).header("ETag"), "\"2\"");
    CHECK(office.get(slots).has("items/0"));
}

TEST_CASE("a holiday calendar is read, listed and removed, and the same key makes one") {
    Office office;
    office.found_organisation();
    const HeaderLines key{{"Idempotency-Key", "0123456789abcdef"}};
    const auto made = office.post(holidays, closed_on("2026-12-01"), key);
    office.set_clock("2026-11-30T08:00:01Z");
    office.post(holidays, closed_on("2026-12-02"));
    office.reopen();
    CHECK_EQ(office.post(holidays, closed_on("2026-12-01"), key).body, made.body);
    const auto page = office.get(holidays + "?limit=1");
    CHECK_EQ(page.text("items/0/dates/0/date"), "2026-12-01");
    CHECK_EQ(office.get(page.text("next")).text("items/0/dates/0/date"), "2026-12-02");
    const auto at = made.header("Location");
    CHECK_EQ(office.get(at).body, made.body);
    CHECK_EQ(office.del(at).status, 204);
    CHECK_EQ(office.get(at).status, 404);
    CHECK_EQ(office.del(at).status, 404);
    CHECK_EQ(office.put(at, closed_on("2026-12-01")).status, 404);
}

TEST_CASE("a host that follows a calendar which is gone is changed as it is shown") {
    Office office;
    office.found_organisation();
    const auto host = "/v1/hosts/" + office.hire();
    const auto calendar =
        office.post("/v1/holiday-calendars", json("{'name':'Here','dates':[]}")).text("id");
    const auto follows = json("{'holiday_calendar_ids':['" + calendar + "']}");
    REQUIRE_EQ(office.patch(host, follows).status, 200);
    REQUIRE_EQ(office.del("/v1/holiday-calendars/" + calendar).status, 204);
    CHECK_EQ(office.get(host).text("holiday_calendar_ids/0"), calendar);
    CHECK_EQ(office.patch(host, follows).status, 200);
    REQUIRE_EQ(office.patch(host, json("{'holiday_calendar_ids':[]}")).status, 200);
    CHECK_EQ(office.patch(host, follows).pointer(), "/holiday_calendar_ids/0");
}

TEST_CASE("a faulty holiday calendar is refused by its fields, and nothing is changed") {
    Office office;
    office.found_organisation();
    const auto pointer = [&](std::string_view body) {
        const auto reply = office.post(holidays, json(body));
        CHECK_EQ(reply.status, 400);
        return reply.pointer();
    };
    CHECK_EQ(pointer("{'dates':[]}"), "/name");
    CHECK_EQ(pointer("{'name':'Here'}"), "/dates");
    CHECK_EQ(pointer("{'name':'Here','dates':[{'date':'soon','name':'x'}]}"), "/dates/0/date");
    CHECK_EQ(pointer("{'name':'Here','dates':[{'date':'2026-12-01'}]}"), "/dates/0/name");
    CHECK_EQ(pointer("{'name':'Here','dates':[],'colour':1}"), "/colour");
    CHECK_FALSE(office.get(holidays).has("items/0"));
    const auto host = "/v1/hosts/" + office.hire();
    CHECK_EQ(office.patch(host, json("{'holiday_calendar_ids':['hol_1']}")).pointer(),
             "/holiday_calendar_ids/0");
    const auto unknown =
        office.patch(host, json("{'holiday_calendar_ids':['hol_00000000000000000000000001']}"));
    CHECK_EQ(unknown.status, 404);
    CHECK_EQ(unknown.pointer(), "/holiday_calendar_ids/0");
    CHECK_EQ(office.get(host).text("revision"), "1");
    const auto made =
        office.post("/v1/hosts", json("{'name':'Ben','time_zone':'Etc/UTC','holiday_calendar_ids':"
                                      "['hol_00000000000000000000000001']}"));
    CHECK_EQ(made.status, 404);
    CHECK_EQ(made.pointer(), "/holiday_calendar_ids/0");
    CHECK_FALSE(office.get("/v1/hosts").has("items/1"));
}

}  // namespace holidays_test
