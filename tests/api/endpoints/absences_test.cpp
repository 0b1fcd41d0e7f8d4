#include <doctest/doctest.h>

#include "tests/api/office.hpp"

namespace absences_test {

using namespace kalends::api;

namespace {

constexpr auto tuesday_ten = "2026-12-01T10:00:00+01:00";

struct Practice {
    Office office;
    std::string host;
    std::string type;
    std::string absences;

    Practice() {
        office.found_organisation();
        host = office.hire();
        type = office.offer(host);
        absences = "/v1/hosts/" + host + "/absences";
    }
};

}  // namespace

TEST_CASE(
    "W6: an absence is added over a booking, which it lists, and takes the rest of the time") {
    Practice at;
    const auto booked = at.office.book(at.type, tuesday_ten);
    const auto added = at.office.post(
        at.absences, json("{'from':'2026-12-01','to':'2026-12-02','note':'Skiing'}"));
    CHECK_EQ(added.status, 201);
    CHECK_EQ(added.header("ETag"), "\"1\"");
    CHECK_EQ(added.text("revision"), "1");
    CHECK_EQ(added.header("Location"), at.absences + "/" + added.text("id"));
    CHECK_EQ(added.text("start"), "2026-11-30T23:00:00Z");
    CHECK_EQ(added.text("end"), "2026-12-02T23:00:00Z");
    CHECK_EQ(added.text("time_zone"), "Europe/Luxembourg");
    CHECK_EQ(added.text("booking_ids/0"), booked.text("id"));
    CHECK_EQ(added.text("note"), "Skiing");
    CHECK_EQ(at.office.get("/v1/bookings/" + booked.text("id")).text("status"), "confirmed");

    const auto refused = at.office.book(at.type, "2026-12-02T10:00:00+01:00");
    CHECK_EQ(refused.status, 422);
    CHECK_EQ(refused.code(), "absent");
    const auto types = "/v1/meeting-types/" + at.type;
    CHECK_FALSE(at.office.get(types + "/slots?from=2026-12-02&to=2026-12-03").has("items/0"));
    const auto explained = at.office.get(types + "/explain?start=2026-12-02T09:00:00Z");
    CHECK_EQ(explained.text("items/0/reasons/0"), "absent");
}

TEST_CASE("W6: a request that waits is not approved in an absence that came later") {
    Practice at;
    const auto surgery = at.office.offer(at.host, ",'approval':{'required':true}");
    const auto waits = "/v1/bookings/" + at.office.book(surgery, tuesday_ten).text("id");
    const auto away = json("{'start':'2026-12-01T09:15:00Z','end':'2026-12-01T09:20:00Z'}");
    const auto absence = at.office.post(at.absences, away);
    CHECK_EQ(at.office.post(waits + "/approve", "{}").code(), "absent");
    CHECK_EQ(at.office.get(waits).text("status"), "pending");
    CHECK_EQ(at.office.del(absence.header("Location")).status, 204);
    CHECK_EQ(at.office.post(waits + "/approve", "{}").text("status"), "confirmed");
}

TEST_CASE("an absence is read, listed by pages, and removed") {
    Practice at;
    for (const std::string day : {"24", "25", "26"}) {
        at.office.set_clock("2026-11-30T08:00:" + day + "Z");
        at.office.post(at.absences,
                       json("{'from':'2026-12-" + day + "','to':'2026-12-" + day + "'}"));
    }
    const auto page = at.office.get(at.absences + "?limit=2");
    CHECK_EQ(page.text("items/1/from"), "2026-12-25");
    CHECK_FALSE(page.has("items/2"));
    const auto rest = at.office.get(page.text("next"));
    CHECK_EQ(rest.text("items/0/from"), "2026-12-26");
    CHECK_EQ(rest.text("next"), "");
    const auto one = at.absences + "/" + rest.text("items/0/id");
    CHECK_EQ(at.office.get(one).text("to"), "2026-12-26");
    CHECK_EQ(at.office.del(one, {{"If-Match", "\"2\""}}).code(), "stale-revision");
    CHECK_EQ(at.office.del(one, {{"If-Match", "\"1\""}}).status, 204);
    CHECK_EQ(at.office.get(one).status, 404);
    CHECK_EQ(at.office.del(one).status, 404);
    CHECK_FALSE(at.office.get(at.absences).has("items/2"));
}

TEST_CASE("C1: a host's key reads the absences of that host alone") {
    Practice at;
    const auto away = json("{'from':'2026-12-01','to':'2026-12-02','note':'Surgery'}");
    const auto one = at.office.post(at.absences, away).header("Location");
    const auto own = at.office.issue_key("'role':'host','host_id':'" + at.host + "'");
    const auto other =
        at.office.issue_key("'role':'host','host_id':'" + at.office.hire("Eve") + "'");
    at.office.use(own);
    CHECK_EQ(at.office.get(at.absences).text("items/0/note"), "Surgery");
    CHECK_EQ(at.office.get(one).text("note"), "Surgery");
    at.office.use(other);
    CHECK_EQ(at.office.get(at.absences).code(), "forbidden");
    CHECK_EQ(at.office.get(one).code(), "forbidden");
}

TEST_CASE("P6: an absence that is sent again is the first one, with what lay under it then") {
    Practice at;
    const auto booked = at.office.book(at.type, tuesday_ten);
    const auto body = json("{'from':'2026-12-01','to':'2026-12-01','note':'Canary'}");
    const HeaderLines key{{"Idempotency-Key", "0123456789abcdef"}};
    const auto first = at.office.post(at.absences, body, key);
    at.office.post("/v1/bookings/" + booked.text("id") + "/cancel", "{}");
    CHECK_EQ(at.office.post(at.absences, body, key).body, first.body);
    at.office.reopen();
    const auto again = at.office.post(at.absences, body, key);
    CHECK_EQ(again.body, first.body);
    CHECK_EQ(again.header("Idempotency-Replayed"), "true");
    CHECK_FALSE(at.office.get(at.absences).has("items/1"));
    CHECK(at.office.disk().all_bytes().find("Canary") == std::string::npos);
}

TEST_CASE("a faulty absence is refused by its fields, and nothing is changed") {
    Practice at;
    const auto pointer = [&](std::string_view body) {
        const auto reply = at.office.post(at.absences, json(body));
        CHECK_EQ(reply.status, 400);
        return reply.pointer();
    };
    CHECK_EQ(pointer("{}"), "/start");
    CHECK_EQ(pointer("{'start':'2026-12-01T09:00:00Z','end':'soon'}"), "/end");
    CHECK_EQ(pointer("{'start':'now','end':'2026-12-01T09:00:00Z'}"), "/start");
    CHECK_EQ(pointer("{'from':'2026-12-01','to':'2026-11-01'}"), "/to");
    CHECK_EQ(pointer("{'from':'2026-13-01','to':'2026-11-01'}"), "/from");
    CHECK_EQ(pointer("{'from':'2026-12-01','to':'2026-12-01','note':7}"), "/note");
    CHECK_EQ(pointer("{'from':'2026-12-01','to':'2026-12-01','colour':7}"), "/colour");
    CHECK_FALSE(at.office.get(at.absences).has("items/0"));
    CHECK_EQ(at.office.get(at.absences + "/abs_1").status, 404);
    CHECK_EQ(at.office.get("/v1/hosts/hst_1/absences").status, 404);
    CHECK_EQ(at.office.post("/v1/hosts/hst_1/absences", "{}").status, 404);
}

}  // namespace absences_test
