#include <doctest/doctest.h>

#include <algorithm>

#include "tests/api/practice.hpp"
#include "tests/fakes/restored.hpp"

namespace events_test {

using namespace kalends;
using namespace kalends::api;

namespace {

// The pages from here to the end, and what they showed.
struct Followed {
    std::vector<std::string> events;  // by type
    std::size_t pages = 0;
    std::string next;  // to ask again once there is more
};

Followed follow(Office& office, std::string target) {
    Followed followed;
    for (bool is_end = false; !is_end; ++followed.pages) {
        const auto page = office.get(target);
        REQUIRE_EQ(page.status, 200);
        for (int i = 0; page.has("items/" + std::to_string(i)); ++i) {
            followed.events.push_back(page.text("items/" + std::to_string(i) + "/type"));
        }
        is_end = page.text("at_end") == "true";
        target = page.text("next");
        REQUIRE_NE(target, "");
    }
    followed.next = target;
    return followed;
}

std::vector<std::string> types_of(Office& office, const std::string& target) {
    return follow(office, target).events;
}

using Types = std::vector<std::string>;

}  // namespace

TEST_CASE("the feed shows what happened in an organisation, in the order of the log") {
    Practice practice;
    const auto booked = practice.book(practice.type, "2026-12-01T09:00:00Z");
    const Types all{"organisation.created.v1", "api_key.issued.v1",       "host.created.v1",
                    "schedule.set.v1",         "meeting_type.created.v1", "booking.confirmed.v1"};
    CHECK_EQ(types_of(practice, "/v1/events"), all);
    const auto pages = follow(practice, "/v1/events?limit=1");
    CHECK_EQ(pages.events, all);
    CHECK_MESSAGE(pages.pages == 6, "the first page has both events of one command");
    const auto page = practice.get("/v1/events");
    CHECK_EQ(page.text("items/5/position"), page.header("Kalends-Position"));
    CHECK_EQ(page.text("items/5/data/booking"), booked.text("id"));
}

TEST_CASE("whoever has read a feed to its end goes on from there once there is more") {
    Practice practice;
    const auto before = follow(practice, "/v1/events");
    const auto nothing = practice.get(before.next);
    CHECK_EQ(nothing.text("at_end"), "true");
    CHECK_FALSE(nothing.has("items/0"));
    practice.book(practice.type, "2026-12-01T09:00:00Z");
    practice.book(practice.type, "2026-12-01T10:00:00Z");
    CHECK_EQ(types_of(practice, before.next),
             Types{"booking.confirmed.v1", "booking.confirmed.v1"});
}

TEST_CASE("a feed is narrowed to types of events and to a host, and its links keep that up") {
    Practice practice;
    const auto other = practice.hire("Eve");
    practice.book(practice.type, "2026-12-01T09:00:00Z");
    CHECK_EQ(types_of(practice, "/v1/events?limit=1&types=host.created.v1,booking.confirmed.v1"),
             Types{"host.created.v1", "host.created.v1", "booking.confirmed.v1"});
    CHECK_EQ(types_of(practice, "/v1/events?limit=1&host=" + other),
             Types{"host.created.v1", "schedule.set.v1"});
    CHECK_EQ(types_of(practice, "/v1/events?types=booking.confirmed.v1&host=" + other), Types{});
    CHECK_EQ(types_of(practice, "/v1/events?types=booking.cancelled.v1"), Types{});
}

TEST_CASE("a feed begins behind any position that its reader names") {
    Practice practice;
    const auto all = practice.get("/v1/events");
    for (int i = 0; i < 5; ++i) {
        const auto position = all.text("items/" + std::to_string(i) + "/position");
        const auto rest = practice.get("/v1/events?after=" + position);
        CHECK_EQ(rest.text("items/0/id"), all.text("items/" + std::to_string(i + 1) + "/id"));
    }
    CHECK_EQ(practice.get("/v1/events?after=0").body, all.body);
}

TEST_CASE("no organisation sees the events of another") {
    Practice practice;
    const auto other = practice.found_organisation("Other");
    CHECK_EQ(types_of(practice, "/v1/events"),
             Types{"organisation.created.v1", "api_key.issued.v1"});
    CHECK_EQ(types_of(practice, "/v1/events?host=" + practice.host), Types{});
    practice.use(practice.owner);
    CHECK_EQ(types_of(practice, "/v1/events").size(), 5);
}

TEST_CASE("the feed takes a key that may read everything, and none of a single host") {
    Practice practice;
    const auto everything = practice.issue_key(
        "'role':'admin','scopes':['organisation:read','api-keys:read','hosts:read',"
        "'meeting-types:read','bookings:read']");
    const auto too_little = practice.issue_key("'role':'admin','scopes':['bookings:read']");
    const auto viewer = practice.issue_key("'role':'viewer'");
    const auto host = practice.issue_key("'role':'host','host_id':'" + practice.host + "'");
    practice.use(everything);
    CHECK_EQ(practice.get("/v1/events").status, 200);
    for (const auto& key : {too_little, viewer, host}) {
        practice.use(key);
        const auto reply = practice.get("/v1/events?host=" + practice.host);
        CHECK_EQ(reply.status, 403);
        CHECK_EQ(reply.code(), "forbidden");
    }
    practice.use("");
    CHECK_EQ(practice.get("/v1/events").status, 401);
}

TEST_CASE("what a feed cannot be asked for is refused by name") {
    Practice practice;
    const std::pair<std::string, std::string> asked[] = {{"types=booking.confirmed", "types"},
                                                         {"types=booking.confirmed.v1,", "types"},
                                                         {"types=", "types"},
                                                         {"host=hst_1", "host"},
                                                         {"after=yesterday", "after"},
                                                         {"after=0-1-9999", "after"},
                                                         {"after=1-1-1", "after"},
                                                         {"limit=0", "limit"},
                                                         {"limit=201", "limit"},
                                                         {"cursor=0-1-1", "cursor"}};
    for (const auto& [parameters, pointer] : asked) {
        CAPTURE(parameters);
        const auto reply = practice.get("/v1/events?" + parameters);
        CHECK_EQ(reply.status, 400);
        CHECK_EQ(reply.pointer(), pointer);
    }
}

TEST_CASE("a restore stands in every feed, and what it withdrew cannot be gone on from") {
    Practice practice;
    const auto kept = practice.get("/v1/events").header("Kalends-Position");
    fakes::append_restored(practice.log());
    practice.reopen();
    CHECK_EQ(types_of(practice, "/v1/events?after=" + kept), Types{"log.restored.v1"});
    CHECK_EQ(types_of(practice, "/v1/events?types=booking.expired.v1&host=" + practice.host),
             Types{"log.restored.v1"});
    practice.book(practice.type, "2026-12-01T09:00:00Z");
    const auto lost = *parse_position(kept);
    const auto beyond = to_text({lost.partition, lost.epoch, next(lost.sequence)});
    const auto gone = practice.get("/v1/events?after=" + beyond);
    CHECK_EQ(gone.status, 410);
    CHECK_EQ(gone.code(), "position-withdrawn");
    CHECK_EQ(gone.text("position"), kept);
    practice.found_organisation("Later");
    CHECK_EQ(types_of(practice, "/v1/events").front(), "log.restored.v1");
}

namespace {

const HeaderLines as_stream{{"Accept", "text/event-stream"}};

// What a stream of events says of one thing, line by line: "id", "event", "data".
std::vector<std::string> said(std::string_view stream, std::string_view of) {
    std::vector<std::string> values;
    const auto name = std::string{of} + ": ";
    while (!stream.empty()) {
        const auto end = std::min(stream.find('\n'), stream.size() - 1);
        const auto line = stream.substr(0, end);
        if (line.starts_with(name)) values.emplace_back(line.substr(name.size()));
        stream.remove_prefix(end + 1);
    }
    return values;
}

}  // namespace

TEST_CASE("whoever asks for server-sent events gets the same events, each with its position") {
    Practice practice;
    const auto page = practice.get("/v1/events");
    const auto stream = practice.get("/v1/events?after=0", as_stream);
    CHECK_EQ(stream.status, 200);
    CHECK_EQ(stream.header("Content-Type"), "text/event-stream");
    CHECK(stream.body.starts_with("retry: 2000\nid: 0-1-0\n\n"));
    CHECK_EQ(said(stream.body, "event"), types_of(practice, "/v1/events"));
    std::string joined;
    for (const auto& bytes : said(stream.body, "data")) joined += "," + bytes;
    CHECK(page.body.starts_with("{\"items\":[" + joined.substr(1) + "]"));
    auto ids = said(stream.body, "id");
    CHECK_EQ(ids.back(), page.header("Kalends-Position"));
    CHECK_EQ(said(practice.get("/v1/events?after=" + ids[3], as_stream).body, "id"),
             std::vector(ids.begin() + 3, ids.end()));
}

TEST_CASE("a stream goes on behind the last event that its reader has seen, else from now on") {
    Practice practice;
    const auto ids = said(practice.get("/v1/events?after=0", as_stream).body, "id");
    const auto back = practice.get("/v1/events?after=0",
                                   {{"Accept", "text/event-stream"}, {"Last-Event-ID", ids[4]}});
    CHECK_EQ(said(back.body, "id"), std::vector(ids.begin() + 4, ids.end()));
    CHECK_EQ(practice.get("/v1/events", as_stream).body, "retry: 2000\nid: " + ids.back() + "\n\n");
}

TEST_CASE("a stream is narrowed as pages are, and refused for the same reasons") {
    Practice practice;
    CHECK_EQ(
        said(practice.get("/v1/events?after=0&types=host.created.v1", as_stream).body, "event"),
        Types{"host.created.v1"});
    const auto status = [&](std::string_view target, const std::string& last = {}) {
        auto headers = as_stream;
        if (!last.empty()) headers.emplace_back("Last-Event-ID", last);
        const auto reply = practice.get(target, headers);
        return std::pair{reply.status, reply.pointer()};
    };
    using Said = std::pair<unsigned, std::string>;
    CHECK_EQ(status("/v1/events", "0-1-9999"), Said{400, "Last-Event-ID"});
    CHECK_EQ(status("/v1/events", "yesterday"), Said{400, "Last-Event-ID"});
    CHECK_EQ(status("/v1/events?after=yesterday"), Said{400, "after"});
    CHECK_EQ(status("/v1/events?types=booking"), Said{400, "types"});
    CHECK_EQ(status("/v1/events?limit=5"), Said{400, "limit"});
    CHECK_EQ(status("/v1/events?min_position=0-0-1").first, 410);
    const auto kept = practice.get("/v1/events").header("Kalends-Position");
    fakes::append_restored(practice.log());
    practice.reopen();
    const auto lost = *parse_position(kept);
    const auto beyond = to_text({lost.partition, lost.epoch, next(lost.sequence)});
    CHECK_EQ(status("/v1/events", beyond).first, 410);
    practice.use(practice.issue_key("'role':'viewer'"));
    CHECK_EQ(status("/v1/events").first, 403);
    practice.use("");
    CHECK_EQ(status("/v1/events").first, 401);
}

TEST_CASE("who likes JSON better gets pages") {
    Practice practice;
    const auto reply =
        practice.get("/v1/events", {{"Accept", "application/json, text/event-stream;q=0.5"}});
    CHECK_EQ(reply.header("Content-Type"), "application/json");
    CHECK_EQ(reply.header("Vary"), "Accept");
}

TEST_CASE("those who follow feeds are counted") {
    Practice practice;
    practice.get("/v1/events", as_stream);
    practice.get("/v1/events");
    practice.use(practice.operator_key());
    const auto figures = practice.get("/metrics").body;
    CHECK(figures.find("\nkalends_feed_followers 1\n") != std::string::npos);
    CHECK(figures.find("\nkalends_batches 0\n") != std::string::npos);
}

TEST_CASE("when no view answers any more, neither pages nor streams are promised for later") {
    Practice practice;
    practice.end_views();
    const auto refused = [](const Reply& reply) {
        CHECK_EQ(reply.status, 503);
        CHECK_EQ(reply.code(), "view-stopped");
        CHECK_EQ(reply.header("Retry-After"), "");
    };
    refused(practice.get("/v1/events"));
    refused(practice.get("/v1/events", {{"Accept", "text/event-stream"}}));
}

}  // namespace events_test
