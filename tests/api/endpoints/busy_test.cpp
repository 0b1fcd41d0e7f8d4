#include <doctest/doctest.h>

#include "tests/api/office.hpp"

namespace endpoints_busy_test {

using namespace kalends::api;

namespace {

constexpr auto tuesday_ten = "2026-12-01T10:00:00+01:00";
const std::string window = "'from':'2026-12-01T00:00:00Z','to':'2026-12-08T00:00:00Z',";
const std::string closes = "'stale_after_minutes':60,'when_stale':'closed'";
const std::string from_nine_to_ten =
    "{'start':'2026-12-01T09:00:00Z','end':'2026-12-01T10:00:00Z'}";

std::string import(const std::string& busy, const std::string& policy = closes) {
    return json("{" + window + "'busy':[" + busy + "]," + policy + "}");
}

struct Practice {
    Office office;
    std::string host;
    std::string type;
    std::string source;

    Practice() {
        office.found_organisation();
        host = office.hire();
        type = office.offer(host);
        source = "/v1/hosts/" + host + "/busy/work";
    }
    Reply slots() {
        return office.get("/v1/meeting-types/" + type + "/slots?from=2026-12-01&to=2026-12-02");
    }
};

}  // namespace

TEST_CASE("B6: busy time is imported over a booking, which is listed, and takes the rest") {
    Practice at;
    const auto booked = at.office.book(at.type, tuesday_ten).text("id");
    const auto put = at.office.put(at.source, import(from_nine_to_ten));
    CHECK_EQ(put.status, 200);
    CHECK_EQ(put.header("ETag"), "\"2\"");
    CHECK_EQ(put.text("booking_ids/0"), booked);
    CHECK_EQ(put.text("busy/0/start"), "2026-12-01T09:00:00Z");
    CHECK_EQ(put.text("standing"), "fresh");
    const auto refused = at.office.book(at.type, "2026-12-01T10:30:00+01:00");
    CHECK_EQ(refused.status, 409);
    CHECK_EQ(refused.code(), "busy");
    CHECK_EQ(at.office.get(at.source).text("last_read_at"), Office::opening);
}

TEST_CASE("P6: an import that is sent again gets the same answer, an unchanged one lists nothing") {
    Practice at;
    at.office.book(at.type, tuesday_ten);
    const HeaderLines key{{"Idempotency-Key", "0123456789abcdef"}};
    const auto first = at.office.put(at.source, import(from_nine_to_ten), key);
    const auto head = at.office.engine().position();
    CHECK_FALSE(at.office.put(at.source, import(from_nine_to_ten)).has("booking_ids/0"));
    CHECK(at.office.engine().position() == head);
    at.office.put(at.source, import(""));
    at.office.reopen();
    CHECK_EQ(at.office.put(at.source, import(from_nine_to_ten), key).body, first.body);
    CHECK_FALSE(at.office.get(at.source).has("busy/0"));
}

TEST_CASE("B6: a source that was not read closes, says so, and opens once it is read again") {
    Practice at;
    at.office.put(at.source, import(""));
    CHECK_FALSE(at.slots().has("stale_sources/0"));
    at.office.set_clock("2026-11-30T09:00:00Z");
    const auto closed = at.slots();
    CHECK_FALSE(closed.has("items/0"));
    CHECK_EQ(closed.text("stale_sources/0/source"), "work");
    CHECK_EQ(closed.text("stale_sources/0/standing"), "closed");
    const auto refused = at.office.book(at.type, tuesday_ten);
    CHECK_EQ(refused.status, 409);
    CHECK_EQ(refused.code(), "source-stale");
    const auto again = at.office.put(at.source, import(""));
    CHECK_EQ(again.text("standing"), "fresh");
    CHECK(at.slots().has("items/0"));
    CHECK_EQ(at.office.book(at.type, tuesday_ten).status, 201);
}

TEST_CASE("B6: a reading that changes nothing keeps a source fresh, after a restart too") {
    Practice at;
    at.office.put(at.source, import(""));
    at.office.set_clock("2026-11-30T08:50:00Z");
    const auto head = at.office.engine().position();
    at.office.put(at.source, import(""));
    CHECK(at.office.engine().position() == head);
    at.office.set_clock("2026-11-30T09:40:00Z");
    CHECK_FALSE(at.slots().has("stale_sources/0"));
    CHECK_EQ(at.office.book(at.type, tuesday_ten).status, 201);
    CHECK_EQ(at.office.get(at.source).text("last_read_at"), "2026-11-30T08:50:00Z");
    at.office.reopen();
    CHECK_FALSE(at.slots().has("stale_sources/0"));
    CHECK_EQ(at.office.get(at.source).text("last_read_at"), "2026-11-30T08:50:00Z");
}

TEST_CASE("B6: a source that is open when stale is named, and its last import counts on") {
    Practice at;
    at.office.put(at.source, import(from_nine_to_ten,
                                    "'stale_after_minutes':60,'when_stale':'last_import',"
                                    "'last_import_hours':2"));
    at.office.set_clock("2026-11-30T09:30:00Z");
    const auto stale = at.slots();
    CHECK_EQ(stale.text("stale_sources/0/standing"), "stale");
    CHECK(stale.has("items/0"));
    CHECK_EQ(at.office.book(at.type, tuesday_ten).code(), "busy");
    at.office.set_clock("2026-11-30T10:00:00Z");
    CHECK_EQ(at.slots().text("stale_sources/0/standing"), "closed");
}

TEST_CASE("B6: a source that is not followed any more takes no time, and never goes stale") {
    Practice at;
    at.office.put(at.source, import(from_nine_to_ten));
    const auto all = "/v1/hosts/" + at.host + "/busy";
    const auto listed = at.office.get(all);
    CHECK_EQ(listed.text("items/0/source"), "work");
    CHECK_EQ(listed.text("items/0/busy/0/start"), "2026-12-01T09:00:00Z");
    CHECK_FALSE(listed.has("items/1"));
    CHECK_EQ(at.office.book(at.type, tuesday_ten).code(), "busy");
    CHECK_EQ(at.office.del(at.source, {{"If-Match", "\"1\""}}).code(), "stale-revision");
    const HeaderLines key{{"Idempotency-Key", "0123456789abcdef"}};
    CHECK_EQ(at.office.del(at.source, key).status, 204);
    CHECK_EQ(at.office.del(at.source, key).header("Idempotency-Replayed"), "true");
    CHECK_EQ(at.office.del(at.source).status, 404);
    CHECK_EQ(at.office.get(at.source).status, 404);
    CHECK_FALSE(at.office.get(all).has("items/0"));
    at.office.set_clock("2026-11-30T10:00:00Z");
    at.office.reopen();
    CHECK_FALSE(at.slots().has("stale_sources/0"));
    CHECK_EQ(at.office.book(at.type, tuesday_ten).status, 201);
}

TEST_CASE("B6: when a source was read is not known of the next one under its name") {
    Practice at;
    at.office.put(at.source, import(""));
    at.office.set_clock("2026-11-30T08:50:00Z");
    at.office.put(at.source, import(""));
    CHECK_EQ(at.office.get(at.source).text("last_read_at"), "2026-11-30T08:50:00Z");
    at.office.del(at.source);
    at.office.set_clock("2026-11-30T08:10:00Z");
    const auto anew = at.office.put(at.source, import(""));
    CHECK_EQ(anew.text("last_read_at"), "2026-11-30T08:10:00Z");
    CHECK_EQ(anew.header("ETag"), "\"2\"");
    CHECK_EQ(at.office.get(at.source).text("last_read_at"), "2026-11-30T08:10:00Z");
}

TEST_CASE("a source is shown alike by an import, by itself and in the list") {
    Practice at;
    const auto put = at.office.put(at.source, import(from_nine_to_ten));
    const auto alone = at.office.get(at.source).body;
    CHECK_EQ(put.body,
             alone.substr(0, alone.size() - 1) + ",\"booking_ids\":[],\"booking_count\":0}");
    CHECK_EQ(at.office.get("/v1/hosts/" + at.host + "/busy").body,
             "{\"items\":[" + alone + "],\"next\":null}");
}

TEST_CASE("C1: a host's key reads the busy time of that host alone") {
    Practice at;
    at.office.put(at.source, import(from_nine_to_ten));
    const auto own = at.office.issue_key("'role':'host','host_id':'" + at.host + "'");
    const auto other =
        at.office.issue_key("'role':'host','host_id':'" + at.office.hire("Eve") + "'");
    at.office.use(own);
    CHECK_EQ(at.office.get(at.source).status, 200);
    at.office.use(other);
    CHECK_EQ(at.office.get(at.source).code(), "forbidden");
    CHECK_EQ(at.office.get("/v1/hosts/" + at.host + "/busy").code(), "forbidden");
    CHECK_EQ(at.office.del(at.source).code(), "forbidden");
}

TEST_CASE("who asks without a key is not told what hosts follow") {
    Practice at;
    at.type = at.office.offer(at.host, ",'public':true");
    at.office.put(at.source, import(""));
    at.office.set_clock("2026-11-30T09:00:00Z");
    at.office.use("");
    const auto closed = at.slots();
    CHECK_EQ(closed.status, 200);
    CHECK_FALSE(closed.has("items/0"));
    CHECK_FALSE(closed.has("stale_sources/0"));
}

TEST_CASE("a faulty import is refused by its fields, and nothing is changed") {
    Practice at;
    const auto pointer = [&](const std::string& body) {
        const auto reply = at.office.put(at.source, body);
        CHECK_EQ(reply.status, 400);
        return reply.pointer();
    };
    const auto of = [](const std::string& members) { return json("{" + members + "}"); };
    CHECK_EQ(pointer(of("'to':'2026-12-08T00:00:00Z','busy':[]," + closes)), "/from");
    CHECK_EQ(pointer(of("'from':'2026-12-08T00:00:00Z','busy':[]," + closes)), "/to");
    CHECK_EQ(pointer(of(window + closes)), "/busy");
    CHECK_EQ(pointer(import("{'start':'2026-12-09T00:00:00Z','end':'2026-12-09T01:00:00Z'}")),
             "/busy/0/end");
    CHECK_EQ(pointer(import("", "'stale_after_minutes':0,'when_stale':'open'")),
             "/stale_after_minutes");
    CHECK_EQ(pointer(import("", "'stale_after_minutes':60,'when_stale':'never'")), "/when_stale");
    CHECK_EQ(pointer(import("", closes + ",'last_import_hours':1")), "/last_import_hours");
    CHECK_EQ(pointer(import("", closes + ",'colour':1")), "/colour");
    CHECK_EQ(at.office.get(at.source).status, 404);
    CHECK_EQ(at.office.put("/v1/hosts/" + at.host + "/busy/a%20b", import("")).status, 400);
}

}  // namespace endpoints_busy_test
