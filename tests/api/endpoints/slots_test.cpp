#include "api/endpoints/slots.hpp"

#include <doctest/doctest.h>

#include "tests/api/practice.hpp"

namespace slots_test {

using namespace kalends::api;

namespace {

struct AskedPractice : Practice {
    Reply slots(std::string_view query) {
        return get("/v1/meeting-types/" + type + "/slots?" + std::string{query});
    }
    Reply explain(std::string_view query) {
        return get("/v1/meeting-types/" + type + "/explain?" + std::string{query});
    }
};

constexpr std::string_view tuesday = "from=2026-12-01&to=2026-12-02";

}  // namespace

TEST_CASE("a working day from nine to five has sixteen half hours") {
    AskedPractice office;
    const auto reply = office.slots(tuesday);
    CHECK_EQ(reply.status, 200);
    CHECK_EQ(reply.text("items/0/start"), "2026-12-01T08:00:00Z");
    CHECK_EQ(reply.text("items/15/end"), "2026-12-01T16:00:00Z");
    CHECK_FALSE(reply.has("items/16"));
    CHECK_EQ(reply.text("next_available"), "");
}

TEST_CASE("a slot that is listed can be booked, and is then listed no more") {
    AskedPractice office;
    const auto start = office.slots(tuesday).text("items/3/start");
    const auto booked = office.book(office.type, start);
    REQUIRE_EQ(booked.status, 201);
    const auto after = office.slots(tuesday);
    CHECK(after.body.find("\"start\":\"" + start) == std::string::npos);
    CHECK_FALSE(after.has("items/15"));
    const auto moving = office.slots(std::string{tuesday} + "&moving=" + booked.text("id"));
    CHECK(moving.has("items/15"));
    CHECK(
        office.slots(std::string{tuesday} + "&moving=" + booked.text("reference")).has("items/15"));
}

TEST_CASE("P4: the viewer's zone changes how starts are shown, never which are offered") {
    AskedPractice office;
    const auto here = office.slots(tuesday);
    const auto there = office.slots(std::string{tuesday} + "&time_zone=Asia/Tokyo");
    for (int i = 0; i < 16; ++i) {
        const auto at = "items/" + std::to_string(i);
        CHECK_EQ(here.text(at + "/start"), there.text(at + "/start"));
        CHECK_NE(here.text(at + "/start_local"), there.text(at + "/start_local"));
    }
    CHECK_FALSE(there.has("items/16"));
}

TEST_CASE("where there are no slots the next one is named") {
    AskedPractice office;
    const auto weekend = office.slots("from=2026-12-05&to=2026-12-07");
    CHECK_FALSE(weekend.has("items/0"));
    CHECK_EQ(weekend.text("next_available"), "2026-12-07T08:00:00Z");
    const auto past = office.slots("from=2026-11-01&to=2026-11-08");
    CHECK_EQ(past.text("next_available"), Office::opening);
    const auto never = office.slots("from=2027-12-01&to=2027-12-08");
    CHECK_EQ(never.text("next_available"), "");
}

TEST_CASE("questions for slots that make no sense are refused by their parameters") {
    AskedPractice office;
    const auto pointer = [&](std::string_view query) {
        const auto reply = office.slots(query);
        CHECK_EQ(reply.status, 400);
        return reply.pointer();
    };
    CHECK_EQ(pointer("to=2026-12-02"), "from");
    CHECK_EQ(pointer("from=2026-12-02"), "to");
    CHECK_EQ(pointer("from=2026-12-02&to=2026-12-02"), "to");
    CHECK_EQ(pointer("from=2026-12-01&to=2027-12-02"), "to");
    CHECK_EQ(pointer("from=tomorrow&to=2026-12-02"), "from");
    CHECK_EQ(pointer("from=2026-12-01T00:00:00&to=2026-12-02"), "from");
    CHECK_EQ(pointer(std::string{tuesday} + "&time_zone=Mars/Olympus"), "time_zone");
    CHECK_EQ(pointer(std::string{tuesday} + "&party=0"), "party");
    CHECK_EQ(pointer(std::string{tuesday} + "&colour=red"), "colour");
    CHECK_EQ(office.slots(std::string{tuesday} + "&duration_minutes=45").code(),
             "invalid-duration");
    CHECK_EQ(office.slots(std::string{tuesday} + "&party=2").code(), "party-too-large");
    CHECK_EQ(office.slots(std::string{tuesday} + "&moving=x").status, 404);
}

TEST_CASE("no more starts are looked at for one answer than one may ask for") {
    AskedPractice office;
    office.type = office.offer(office.host, ",'slot_interval_minutes':1");
    CHECK_EQ(office.slots("from=2026-12-01&to=2026-12-29").status, 200);
    const auto refused = office.slots("from=2026-12-01&to=2027-02-28");
    CHECK_EQ(refused.status, 400);
    CHECK_EQ(refused.pointer(), "to");
}

TEST_CASE("what falls due meanwhile is listed as free, though nothing was written yet") {
    AskedPractice office;
    office.type = office.offer(
        office.host, ",'approval':{'required':true,'deadline_minutes':60},'notice_minutes':0");
    const auto start = office.slots(tuesday).text("items/0/start");
    REQUIRE_EQ(office.book(office.type, start).text("status"), "pending");
    CHECK_FALSE(office.slots(tuesday).has("items/15"));
    const auto head = office.engine().position();
    office.set_clock("2026-11-30T09:00:00Z");
    CHECK(office.slots(tuesday).has("items/15"));
    CHECK(office.engine().position() == head);
}

TEST_CASE("C3: what is due on a host that the type names no more keeps nothing from being listed") {
    AskedPractice office;
    const auto other = office.hire();
    office.type =
        office.offer(office.host,
                     ",'approval':{'required':true,'deadline_minutes':60},'notice_minutes':0,"
                     "'limits':[{'scope':'meeting_type','period':'day','count':1}]");
    const auto start = office.slots(tuesday).text("items/0/start");
    REQUIRE_EQ(office.book(office.type, start).text("status"), "pending");
    const auto plan = json("{'hosts':[{'host_id':'" + other + "'}]}");
    REQUIRE_EQ(office.patch("/v1/meeting-types/" + office.type, plan).status, 200);
    CHECK_FALSE(office.slots(tuesday).has("items/0"));
    CHECK_EQ(office.explain("start=" + start).text("items/0/reasons/0"), "limit-reached");
    const auto head = office.engine().position();
    office.set_clock("2026-11-30T09:00:00Z");
    CHECK(office.slots(tuesday).has("items/15"));
    CHECK_FALSE(office.explain("start=" + start).has("items/0/reasons/0"));
    CHECK(office.engine().position() == head);
    CHECK_EQ(office.book(office.type, start).status, 201);
}

TEST_CASE("a closed start is explained by its rules and by the claim on it") {
    AskedPractice office;
    const auto booked = office.book(office.type, "2026-12-01T10:00:00+01:00");
    const auto reply = office.explain("start=2026-12-01T09:00:00Z");
    CHECK_EQ(reply.status, 200);
    CHECK_EQ(reply.text("items/0/reasons/0"), "claimed");
    CHECK_EQ(reply.text("items/0/causes/0/holder_id"), booked.text("id"));
    const auto night = office.explain("start=2026-12-01T22:10:00Z");
    CHECK_EQ(night.text("items/0/reasons/0"), "outside-hours");
    const auto free = office.explain("start=2026-12-01T10:00:00Z");
    CHECK_FALSE(free.has("items/0/reasons/0"));
}

TEST_CASE("a whole day is explained start by start, open or not") {
    AskedPractice office;
    REQUIRE_EQ(office.book(office.type, "2026-12-01T10:00:00+01:00").status, 201);
    const auto reply = office.explain(tuesday);
    CHECK(reply.has("items/15"));
    CHECK_FALSE(reply.has("items/16"));
    CHECK_EQ(reply.text("items/2/reasons/0"), "claimed");
    CHECK_FALSE(reply.has("items/3/reasons/0"));
    CHECK_EQ(office.explain("from=2026-12-01&to=2027-03-01").pointer(), "to");
    CHECK_EQ(office.explain("start=noon").pointer(), "start");
    CHECK_EQ(office.explain(std::string{tuesday} + "&party=2").text("items/0/reasons/0"),
             "party-too-large");
}

TEST_CASE("of a date that has no start its first minute is explained, and what closed the date") {
    AskedPractice office;
    const auto closed =
        office.post("/v1/holiday-calendars",
                    json("{'name':'Feasts','dates':[{'date':'2026-12-02','name':'Feast'}]}"));
    const auto follows = json("{'holiday_calendar_ids':['" + closed.text("id") + "']}");
    REQUIRE_EQ(office.patch("/v1/hosts/" + office.host, follows).status, 200);
    const auto reply = office.explain("from=2026-12-02&to=2026-12-06");
    CHECK_EQ(reply.text("items/0/start"), "2026-12-01T23:00:00Z");
    CHECK_EQ(reply.text("items/0/reasons/0"), "outside-hours");
    CHECK_EQ(reply.text("items/0/causes/0/reason"), "outside-hours");
    CHECK_EQ(reply.text("items/0/causes/0/holiday_calendar_id"), closed.text("id"));
    CHECK_EQ(reply.text("items/1/start"), "2026-12-03T08:00:00Z");
    CHECK_EQ(reply.text("items/32/start"), "2026-12-04T15:30:00Z");
    CHECK_EQ(reply.text("items/33/start"), "2026-12-04T23:00:00Z");
    CHECK_EQ(reply.text("items/33/reasons/0"), "outside-hours");
    CHECK_FALSE(reply.has("items/34"));
    const auto evening = office.explain("from=2026-12-03T18:00:00Z&to=2026-12-04");
    CHECK_FALSE(evening.has("items/0"));
}

TEST_CASE("a refusal for a number or a date says what would have been taken") {
    AskedPractice office;
    office.type = office.offer(office.host,
                               ",'seats':4,'party_max':2,'window':"
                               "{'kind':'rolling_days','days':3}");
    const auto party = office.slots(std::string{tuesday} + "&party=3");
    CHECK_EQ(party.code(), "party-too-large");
    CHECK_EQ(party.text("errors/0/detail"), "must be at most 2");
    const auto far = office.book(office.type, "2026-12-04T10:00:00+01:00");
    CHECK_EQ(far.code(), "too-far");
    CHECK_EQ(far.pointer(), "/start");
    CHECK_EQ(far.text("errors/0/detail"), "must be on 2026-12-03 at the latest");
}

TEST_CASE("a body that is not JSON is told where it is none") {
    AskedPractice office;
    const auto reply = office.post("/v1/hosts", "{\"name\": \"Ada\",\n \"kind\": person}");
    CHECK_EQ(reply.status, 400);
    CHECK_EQ(reply.text("errors/0/pointer"), "");
    CHECK_EQ(reply.text("errors/0/detail"),
             "is not JSON from line 2, column 10, on: a value is needed");
}

TEST_CASE("the one start that is explained is a whole minute, and stands alone") {
    AskedPractice office;
    CHECK_EQ(office.explain("start=2026-12-01T09:00:30Z").pointer(), "start");
    CHECK_EQ(office.explain("start=2026-12-01T09:00:00Z&from=2026-12-01").pointer(), "from");
}

TEST_CASE("a guest who may move a booking is told why a start is closed") {
    AskedPractice office;
    office.type = office.offer(office.host, ",'public':true");
    const auto booked = office.book(office.type, "2026-12-01T10:00:00+01:00");
    office.use(booked.text("guest_token"));
    const std::string start = "start=2026-12-01T09:00:00Z";
    CHECK_EQ(office.explain(start).text("items/0/reasons/0"), "claimed");
    const auto moving = office.explain(start + "&moving=" + booked.text("id"));
    CHECK_EQ(moving.status, 200);
    CHECK_FALSE(moving.has("items/0/reasons/0"));
    CHECK_FALSE(moving.has("items/0/causes"));
}

TEST_CASE("callers who may not read bookings see why a start is closed, not by whom") {
    AskedPractice office;
    office.type = office.offer(office.host, ",'public':true");
    REQUIRE_EQ(office.book(office.type, "2026-12-01T10:00:00+01:00").status, 201);
    for (const auto& key :
         {std::string{}, office.issue_key("'role':'viewer','scopes':['meeting-types:read']")}) {
        office.use(key);
        const auto reply = office.explain("start=2026-12-01T09:00:00Z");
        CHECK_EQ(reply.text("items/0/reasons/0"), "claimed");
        CHECK_FALSE(reply.has("items/0/causes/0"));
        office.use(office.owner);
    }
}

TEST_CASE("what closed a start is named: the absence, and the date and schedule") {
    AskedPractice office;
    const auto away = office.post("/v1/hosts/" + office.host + "/absences",
                                  json("{'from':'2026-12-01','to':'2026-12-01'}"));
    REQUIRE_EQ(away.status, 201);
    const auto reply = office.explain("start=2026-12-01T09:00:00Z");
    CHECK_EQ(reply.text("items/0/causes/0/reason"), "absent");
    CHECK_EQ(reply.text("items/0/causes/0/host_id"), office.host);
    CHECK_EQ(reply.text("items/0/causes/0/absence_id"), away.text("id"));
    const auto night = office.explain("start=2026-12-02T22:00:00Z");
    CHECK_EQ(night.text("items/0/causes/0/schedule"), "default");
    CHECK_EQ(night.text("items/0/causes/0/date"), "2026-12-02");
    CHECK_EQ(night.text("items/0/causes/0/rule"), "weekly");
}

TEST_CASE("a host's key is told what closed its own calendar, and nothing of another's") {
    AskedPractice office;
    REQUIRE_EQ(office.book(office.type, "2026-12-01T10:00:00+01:00").status, 201);
    const auto other = office.hire();
    for (const auto& [host, is_told] : {std::pair{office.host, true}, {other, false}}) {
        office.use(office.issue_key("'role':'host','host_id':'" + host + "'"));
        const auto reply = office.explain("start=2026-12-01T09:00:00Z");
        CHECK_EQ(reply.text("items/0/reasons/0"), "claimed");
        CHECK_EQ(reply.has("items/0/causes/0"), is_told);
        office.use(office.owner);
    }
}

}  // namespace slots_test
