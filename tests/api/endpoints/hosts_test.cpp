#include <doctest/doctest.h>

#include <string>

#include "tests/api/office.hpp"

namespace hosts_test {

using namespace kalends::api;

TEST_CASE("a host is made, read, changed and retired") {
    Office office;
    office.found_organisation();
    const auto at = "/v1/hosts/" + office.hire("Ada");
    const auto read = office.get(at);
    CHECK_EQ(read.status, 200);
    CHECK_EQ(read.text("name"), "Ada");
    CHECK_EQ(read.text("email"), "host@example.org");
    const auto changed = office.patch(at, json("{'name':'Ada L.','email':'ada@example.org'}"),
                                      {{"If-Match", read.header("ETag")}});
    CHECK_EQ(changed.status, 200);
    CHECK_EQ(changed.text("name"), "Ada L.");
    CHECK_EQ(office.get(at).body, changed.body);
    CHECK_EQ(office.patch(at, json("{'kind':'room'}"), {{"If-Match", "1"}}).status, 412);

    const auto retired = office.del(at);
    CHECK_EQ(retired.status, 200);
    CHECK_EQ(office.patch(at, json("{'kind':'room'}")).code(), "not-active");
}

TEST_CASE("a host has attributes, each a list of texts, which a change puts anew") {
    Office office;
    office.found_organisation();
    const auto made = office.post(
        "/v1/hosts", json("{'name':'Ada','time_zone':'Etc/UTC',"
                          "'attributes':{'speciality':'knee','language':['de','fr']}}"));
    CHECK_EQ(made.status, 201);
    CHECK_NE(made.body.find(json("'attributes':{'language':['de','fr'],'speciality':['knee']}")),
             std::string::npos);
    const auto at = "/v1/hosts/" + made.text("id");
    CHECK_EQ(office.patch(at, json("{'kind':'room'}")).text("attributes/language/1"), "fr");
    office.reopen();
    const auto changed = office.patch(at, json("{'attributes':{'floor':'2'}}"));
    CHECK_EQ(changed.text("attributes/floor/0"), "2");
    CHECK_FALSE(changed.has("attributes/language"));
    CHECK_EQ(office.get(at).body, changed.body);
    const auto none = office.patch(at, json("{'attributes':{}}"));
    CHECK_NE(none.body.find(json("'attributes':{}")), std::string::npos);
    const auto refused = office.patch(at, json("{'attributes':{'Floor':['2','2']}}"));
    CHECK_EQ(refused.status, 400);
    CHECK_EQ(refused.pointer(), "/attributes/Floor");
    CHECK_EQ(refused.text("errors/1/pointer"), "/attributes/Floor/1");
}

TEST_CASE("C6: a host that retires is told which of its bookings stand, again and again") {
    Office office;
    office.found_organisation();
    const auto host = office.hire();
    const auto at = "/v1/hosts/" + host;
    const auto booked = office.book(office.offer(host), "2026-12-01T10:00:00Z");
    CHECK_EQ(booked.status, 201);
    const HeaderLines once{{"Idempotency-Key", "retire"}};
    const auto retired = office.del(at, once);
    CHECK_EQ(retired.status, 200);
    CHECK_EQ(retired.text("booking_ids/0"), booked.text("id"));
    CHECK_EQ(retired.text("booking_count"), "1");
    CHECK_EQ(office.post("/v1/bookings/" + booked.text("id") + "/cancel", "{}").status, 200);
    office.reopen();
    CHECK_EQ(office.del(at, once).body, retired.body);
    // What had retired before leaves nothing more standing.
    CHECK_FALSE(office.del(at).has("booking_ids"));
    CHECK_FALSE(office.get(at).has("booking_ids"));
}

TEST_CASE("C6: a meeting type that retires is told its bookings, those on former hosts, too") {
    Office office;
    office.found_organisation();
    const auto first = office.hire();
    const auto second = office.post("/v1/hosts", R"({"name":"Ben","time_zone":"UTC"})");
    REQUIRE_EQ(second.status, 201);
    const auto type = office.offer(first);
    const auto at = "/v1/meeting-types/" + type;
    const auto booked = office.book(type, "2026-12-01T10:00:00Z");
    REQUIRE_EQ(office.patch(at, json("{'hosts':[{'host_id':'" + second.text("id") + "'}]}")).status,
               200);
    const auto retired = office.del(at, {{"Idempotency-Key", "retire"}});
    CHECK_EQ(retired.status, 200);
    CHECK_EQ(retired.text("active"), "false");
    CHECK_EQ(retired.text("booking_ids/0"), booked.text("id"));
    CHECK_EQ(retired.text("booking_count"), "1");
    office.reopen();
    CHECK_EQ(office.del(at, {{"Idempotency-Key", "retire"}}).body, retired.body);
    CHECK_FALSE(office.get(at).has("booking_ids"));
}

TEST_CASE("what a host is called stands in no file in clear") {
    Office office;
    office.found_organisation();
    const auto at = "/v1/hosts/" + office.hire("Canary");
    office.reopen();
    CHECK(office.disk().all_bytes().find("Canary") == std::string::npos);
    CHECK_EQ(office.get(at).text("name"), "Canary");
}

TEST_CASE("the same external id cannot be created twice, but in two organisations") {
    Office office;
    const auto body =
        json("{'name':'Room','kind':'room','time_zone':'Europe/Paris','external_id':'room-1'}");
    office.found_organisation();
    const auto first = office.post("/v1/hosts", body);
    CHECK_EQ(first.status, 201);
    const auto again = office.post("/v1/hosts", body);
    CHECK_EQ(again.status, 409);
    CHECK_EQ(again.code(), "already-exists");
    CHECK_EQ(again.pointer(), "/external_id");
    office.found_organisation("Other");
    const auto other = office.post("/v1/hosts", body);
    CHECK_EQ(other.status, 201);
    CHECK_NE(other.text("id"), first.text("id"));
}

TEST_CASE("a meeting type's external id cannot be created twice either") {
    Office office;
    office.found_organisation();
    const auto body = json(
        "{'name':'Intro','duration_minutes':30,'external_id':'intro',"
        "'hosts':[{'host_id':'" +
        office.hire() + "'}]}");
    CHECK_EQ(office.post("/v1/meeting-types", body).status, 201);
    const auto again = office.post("/v1/meeting-types", body);
    CHECK_EQ(again.status, 409);
    CHECK_EQ(again.pointer(), "/external_id");
}

TEST_CASE("a read says where it stands, which is at least what was asked for") {
    Office office;
    office.found_organisation();
    office.hire();
    const auto head = to_text(office.engine().position());
    for (const auto& least : {head, std::string{"0"}, std::string{"0-1-1"}}) {
        const auto reply = office.get("/v1/hosts?min_position=" + least);
        CHECK_EQ(reply.status, 200);
        CHECK_EQ(reply.header("Kalends-Position"), head);
    }
    CHECK_EQ(office.get("/v1/hosts?min_position=0-0-0").status, 200);
    const auto withdrawn = office.get("/v1/hosts?min_position=0-0-1");
    CHECK_EQ(withdrawn.status, 410);
    CHECK_EQ(withdrawn.code(), "position-withdrawn");
    CHECK_EQ(withdrawn.text("position"), head);
}

TEST_CASE("schedules are set, listed, replaced and removed") {
    Office office;
    office.found_organisation();
    const auto host = "/v1/hosts/" + office.hire();
    const auto at = host + "/schedules/summer";
    const auto hours = json("{'time_zone':'Europe/Paris','weekly':[]}");
    const auto set = office.put(at, hours);
    CHECK_EQ(set.status, 200);
    CHECK_EQ(set.text("time_zone"), "Europe/Paris");
    CHECK_EQ(office.get(at).body, set.body);
    CHECK(office.get(host + "/schedules").has("items/1"));
    CHECK_EQ(office.put(at, json("{'time_zone':'Mars/Olympus','weekly':[]}")).status, 400);
    CHECK_EQ(office.put(host + "/schedules/a%20b", hours).status, 400);
    const auto removed = office.del(at);
    CHECK_EQ(removed.status, 204);
    CHECK_EQ(removed.body, "");
    CHECK_EQ(office.get(at).status, 404);
    CHECK_EQ(office.del(at).status, 404);
}

TEST_CASE("all schedules of a host are replaced or removed at once, or none is") {
    Office office;
    office.found_organisation();
    const auto at = "/v1/hosts/" + office.hire() + "/schedules";
    const auto summer = std::string{"{'name':'summer','time_zone':'Europe/Paris','weekly':[]}"};
    const auto put = office.put(at, json("{'schedules':[" + summer + "]}"));
    CHECK_EQ(put.status, 200);
    CHECK_EQ(put.text("items/0/name"), "summer");
    CHECK_FALSE(put.has("items/1"));
    CHECK_EQ(office.get(at).body, put.body);
    const auto twice = office.put(at, json("{'schedules':[" + summer + "," + summer + "]}"));
    CHECK_EQ(twice.status, 400);
    CHECK_EQ(twice.pointer(), "/schedules/1/name");
    const auto faulty = office.put(at, json("{'schedules':[{'name':'default','weekly':[]}]}"));
    CHECK_EQ(faulty.pointer(), "/schedules/0/time_zone");
    CHECK_EQ(office.put(at, "{}").pointer(), "/schedules");
    CHECK_EQ(office.get(at).body, put.body);
    const auto head = office.engine().position();
    CHECK_EQ(office.put(at, json("{'schedules':[" + summer + "]}")).body, put.body);
    CHECK(office.engine().position() == head);
    CHECK_EQ(office.del(at).status, 204);
    CHECK_FALSE(office.get(at).has("items/0"));
}

TEST_CASE("a schedule is replaced and removed only as it was seen, if its reader asks for that") {
    Office office;
    office.found_organisation();
    const auto at = "/v1/hosts/" + office.hire() + "/schedules/default";
    const auto closed = json("{'time_zone':'Europe/Paris','weekly':[]}");
    const auto seen = office.get(at).header("ETag");
    CHECK_EQ(seen, "\"1\"");
    const auto changed = office.put(at, closed, {{"If-Match", seen}});
    CHECK_EQ(changed.header("ETag"), "\"2\"");
    CHECK_EQ(changed.text("revision"), "2");
    CHECK_EQ(office.put(at, closed, {{"If-Match", seen}}).code(), "stale-revision");
    CHECK_EQ(office.del(at, {{"If-Match", seen}}).status, 412);
    CHECK_EQ(office.del(at, {{"If-Match", "tag"}}).pointer(), "If-Match");
    CHECK_EQ(office.del(at, {{"If-Match", "\"2\", \"3\""}}).status, 204);
    CHECK_EQ(office.put(at, closed, {{"If-Match", "*"}}).status, 412);
    const auto anew = office.put(at, closed, {{"If-None-Match", "*"}});
    CHECK_EQ(anew.code(), "malformed");
    CHECK_EQ(anew.pointer(), "If-None-Match");
    CHECK_EQ(office.put(at, closed).header("ETag"), "\"3\"");
}

TEST_CASE("meeting types are made, changed and retired") {
    Office office;
    office.found_organisation();
    const auto host = office.hire();
    const auto at = "/v1/meeting-types/" + office.offer(host);
    const auto read = office.get(at);
    CHECK_EQ(read.text("duration_minutes"), "30");
    const auto changed = office.patch(at, json("{'duration_minutes':45}"), {{"If-Match", "1"}});
    CHECK_EQ(changed.status, 200);
    CHECK_EQ(changed.text("duration_minutes"), "45");
    CHECK_EQ(changed.header("ETag"), "\"2\"");
    CHECK_EQ(office.patch(at, "{}", {{"If-Match", "1"}}).status, 412);
    CHECK_EQ(office.get("/v1/meeting-types").text("items/0/id"), read.text("id"));
    CHECK_EQ(office.del(at).status, 200);
    const auto refused = office.book(read.text("id"), "2026-12-01T10:00:00+01:00");
    CHECK_EQ(refused.code(), "not-active");
    CHECK_EQ(office.patch(at, json("{'duration_minutes':0}")).pointer(), "/duration_minutes");
}

}  // namespace hosts_test
