#include <doctest/doctest.h>

#include "tests/api/practice.hpp"

namespace meeting_type_terms_test {

using namespace kalends::api;

namespace {

// A practice whose meeting type has terms of its own, said with single quotes.
struct PracticeWith : Practice {
    explicit PracticeWith(std::string_view terms) { type = offer(host, terms); }

    std::string at() { return "/v1/meeting-types/" + type; }
    Reply slots(std::string_view query) { return get(at() + "/slots?" + std::string{query}); }
    Reply book(std::string_view start, std::string_view more = "") {
        return post("/v1/bookings",
                    json("{'meeting_type_id':'" + type + "','start':'" + std::string{start} +
                         "','guests':[{'name':'Grace'}]" + std::string{more} + "}"));
    }
};

constexpr std::string_view tuesday = "from=2026-12-01&to=2026-12-02";

}  // namespace

TEST_CASE("starts are listed, explained, booked and moved for any duration that is offered") {
    PracticeWith office{
        ",'durations':{'kind':'range','min_minutes':30,'max_minutes':90,"
        "'step_minutes':30}"};
    const auto listed = office.slots(std::string{tuesday} + "&duration_minutes=90");
    CHECK_EQ(listed.text("items/0/end"), "2026-12-01T09:30:00Z");
    CHECK(listed.has("items/4"));
    CHECK_FALSE(listed.has("items/5"));
    const auto explained =
        office.get(office.at() + "/explain?start=2026-12-01T15:30:00Z&duration_minutes=60");
    CHECK_EQ(explained.text("items/0/reasons/0"), "outside-hours");
    const auto booked = office.book("2026-12-01T08:00:00Z", ",'duration_minutes':90");
    CHECK_EQ(booked.text("end"), "2026-12-01T09:30:00Z");
    const auto move = "/v1/bookings/" + booked.text("id") + "/reschedule";
    const auto kept = office.post(move, json("{'start':'2026-12-01T11:00:00Z'}"));
    CHECK_EQ(kept.text("end"), "2026-12-01T12:30:00Z");
    const auto shorter =
        office.post(move, json("{'start':'2026-12-01T11:00:00Z','duration_minutes':60}"));
    CHECK_EQ(shorter.text("end"), "2026-12-01T12:00:00Z");
}

TEST_CASE("a duration that is not offered is refused by name, and nothing changes") {
    PracticeWith office{",'durations':{'kind':'list','minutes':[30,60]}"};
    const auto booked = office.book("2026-12-01T08:00:00Z");
    const auto position = office.engine().position();
    const auto is_refused = [&](const Reply& reply, std::string_view pointer) {
        CHECK_EQ(reply.status, 422);
        CHECK_EQ(reply.code(), "invalid-duration");
        CHECK_EQ(reply.pointer(), pointer);
    };
    is_refused(office.slots(std::string{tuesday} + "&duration_minutes=45"), "duration_minutes");
    is_refused(
        office.get(office.at() + "/explain?" + std::string{tuesday} + "&duration_minutes=45"),
        "duration_minutes");
    is_refused(office.book("2026-12-01T10:00:00Z", ",'duration_minutes':45"), "/duration_minutes");
    is_refused(office.post("/v1/bookings/" + booked.text("id") + "/reschedule",
                           json("{'start':'2026-12-01T11:00:00Z','duration_minutes':45}")),
               "/duration_minutes");
    is_refused(office.patch(office.at(), json("{'duration_minutes':45}")), "/duration_minutes");
    is_refused(office.patch(office.at(), json("{'durations':{'kind':'list','minutes':[45,60]}}")),
               "/durations");
    CHECK(office.engine().position() == position);
    CHECK_EQ(office.get(office.at()).text("durations/minutes/1"), "60");
}

TEST_CASE("W7: a meeting type has the hours of whichever schedule of its host it names") {
    PracticeWith office{",'host_schedule':'evenings'"};
    const auto no_hours = office.book("2026-12-01T18:00:00Z");
    CHECK_EQ(no_hours.code(), "no-schedule");
    const auto evenings = json(
        "{'time_zone':'Europe/Luxembourg','weekly':[{'days':['tue'],'start':'19:00',"
        "'end':'20:00'}]}");
    REQUIRE_EQ(office.put("/v1/hosts/" + office.host + "/schedules/evenings", evenings).status,
               200);
    CHECK_EQ(office.slots(tuesday).text("items/0/start"), "2026-12-01T18:00:00Z");
    CHECK_FALSE(office.slots(tuesday).has("items/2"));
    CHECK_EQ(office.book("2026-12-01T18:00:00Z").status, 201);
    const auto explained = office.get(office.at() + "/explain?start=2026-12-01T09:00:00Z");
    CHECK_EQ(explained.text("items/0/causes/0/schedule"), "evenings");
    const auto plain = office.patch(office.at(), json("{'host_schedule':null}"));
    CHECK_EQ(plain.status, 200);
    CHECK_EQ(plain.text("host_schedule"), "");
    CHECK_EQ(office.slots(tuesday).text("items/0/start"), "2026-12-01T08:00:00Z");
    CHECK_EQ(office.patch(office.at(), json("{'host_schedule':'a b'}")).pointer(),
             "/host_schedule");
}

TEST_CASE("N2: a window of business days is enforced when listing and when booking") {
    PracticeWith office{",'window':{'kind':'rolling_business_days','days':5}"};
    const auto listed = office.slots("from=2026-12-05&to=2026-12-12");
    CHECK_EQ(listed.text("items/0/start"), "2026-12-07T08:00:00Z");
    CHECK(listed.has("items/15"));
    CHECK_FALSE(listed.has("items/16"));
    CHECK_EQ(office.book("2026-12-07T15:30:00Z").status, 201);
    CHECK_EQ(office.book("2026-12-08T08:00:00Z").code(), "too-far");
}

TEST_CASE("N2: a window of days with slots moves on as days are booked out") {
    PracticeWith office{
        ",'window':{'kind':'days_with_slots','days':1},'durations':"
        "{'kind':'list','minutes':[30,480]}"};
    const auto next = [&](std::string_view query) {
        return office.slots("from=2026-12-01&to=2026-12-05" + std::string{query})
            .text("items/0/start");
    };
    CHECK_EQ(next(""), "");
    REQUIRE_EQ(office.book("2026-11-30T15:30:00Z").status, 201);
    CHECK_EQ(next(""), "");
    CHECK_EQ(office.book("2026-12-01T08:00:00Z").code(), "too-far");
    CHECK_EQ(next("&duration_minutes=480"), "2026-12-01T08:00:00Z");
}

TEST_CASE("G5: with first_per_day one start of a date is listed, and others are not-first") {
    PracticeWith office{",'first_per_day':true"};
    const auto listed = office.slots(tuesday);
    CHECK_EQ(listed.text("items/0/start"), "2026-12-01T08:00:00Z");
    CHECK_FALSE(listed.has("items/1"));
    CHECK_EQ(office.book("2026-12-01T08:30:00Z").code(), "not-first");
    const auto explained = office.get(office.at() + "/explain?start=2026-12-01T08:30:00Z");
    CHECK_EQ(explained.text("items/0/reasons/0"), "not-first");
    const auto overridden = office.book("2026-12-01T08:30:00Z", ",'overrides':['not-first']");
    CHECK_EQ(overridden.status, 201);
}

TEST_CASE("G2: on a packed grid the next start is where a booking ends") {
    PracticeWith office{",'grid':'packed','durations':{'kind':'list','minutes':[30,45]}"};
    REQUIRE_EQ(office.book("2026-12-01T08:00:00Z", ",'duration_minutes':45").status, 201);
    CHECK_EQ(office.slots(tuesday).text("items/0/start"), "2026-12-01T08:45:00Z");
    CHECK_EQ(office.book("2026-12-01T09:00:00Z").code(), "misaligned-start");
    CHECK_EQ(office.book("2026-12-01T09:15:00Z").status, 201);
}

TEST_CASE("terms of a meeting type are refused by their names, and stay as they were") {
    PracticeWith office{""};
    const auto before = office.get(office.at()).body;
    const auto pointer = [&](std::string_view body) {
        const auto reply = office.patch(office.at(), json(body));
        CHECK_EQ(reply.status, 400);
        return reply.pointer();
    };
    CHECK_EQ(pointer("{'durations':{'kind':'list','minutes':[0]}}"), "/durations/minutes/0");
    CHECK_EQ(pointer("{'durations':{'kind':'range','min_minutes':30,'max_minutes':45,"
                     "'step_minutes':30}}"),
             "/durations/max_minutes");
    CHECK_EQ(pointer("{'window':{'kind':'rolling_business_days','days':-1}}"), "/window/days");
    CHECK_EQ(pointer("{'window':{'kind':'days_with_slots','days':0}}"), "/window/days");
    CHECK_EQ(pointer("{'grid':'loose'}"), "/grid");
    CHECK_EQ(pointer("{'first_per_day':'yes'}"), "/first_per_day");
    CHECK_EQ(office.get(office.at()).body, before);
}

}  // namespace meeting_type_terms_test
